package io.dust.retention;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.dust.database.DatabaseCalls;
import io.dust.database.periodic.Purge;
import io.dust.database.periodic.Sweeps;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Deletes rows that have been kept for long enough. The functions are in the migrations: the role
 * that serves may call them, but may not delete rows by itself.
 */
@Singleton
class Retention {

    private static final String REQUESTS = "select dust_purge_requests($1, $2)";
    private static final String REFUSED_REQUESTS = "select dust_purge_refused_requests($1, $2)";
    private static final String REFUSED_EVENTS = "select dust_purge_refused_events($1, $2)";

    private final DatabaseCalls database;
    private final RetentionSettings settings;

    Retention(DatabaseCalls database, RetentionSettings settings) {
        settings.check();
        this.database = database;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        purges().forEach(purge -> sweeps.schedule(purge, settings.purgeEvery()));
    }

    List<Purge> purges() {
        return List.of(purge("Purge of requests", REQUESTS, settings.requests()),
                purge("Purge of refused requests", REFUSED_REQUESTS, settings.refusedRequests()),
                purge("Purge of refused events", REFUSED_EVENTS, settings.refusedEvents()));
    }

    private Purge purge(String name, String function, Duration keptFor) {
        return new Purge(name, (group, most) -> database.call("purge",
                () -> group.query(function, Tuple.of(keptFor.toSeconds(), most)))
                .map(rows -> rows.iterator().next().getLong(0)));
    }
}
