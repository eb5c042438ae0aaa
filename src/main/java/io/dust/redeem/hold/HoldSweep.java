package io.dust.redeem.hold;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.batch.Balances;
import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.periodic.Sweep;
import io.dust.database.periodic.Sweeps;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Ends the expired holds of customers who do not return: reading their balance posts the expiry.
 */
@Singleton
class HoldSweep {

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, hold_id, cart_id, expires_at from dust_hold
            where status = 'held' and expires_at <= $1 and (expires_at, customer_id, hold_id) > ($2, $3, $4)
            order by expires_at, customer_id, hold_id limit $5""";

    private static final ExpiredHolds.Expired FIRST = new ExpiredHolds.Expired("", new UUID(0, 0), "",
            Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final DatabaseCalls database;
    private final Balances balances;
    private final HoldSettings settings;
    private final Clock clock;

    HoldSweep(DatabaseCalls database, Balances balances, HoldSettings settings, Clock clock) {
        this.database = database;
        this.balances = balances;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.schedule(sweep(), settings.expireEvery());
    }

    Sweep<ExpiredHolds.Expired> sweep() {
        return new Sweep<>("Expiry of holds", this::find, hold -> balances.of(hold.customerId()));
    }

    private Uni<List<ExpiredHolds.Expired>> find(Group group, ExpiredHolds.@Nullable Expired last, int limit) {
        ExpiredHolds.Expired after = last == null ? FIRST : last;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.call("expired_holds", () -> group.query(SELECT_ACROSS_CUSTOMERS,
                Tuple.of(now, after.expiresAt(), after.customerId(), after.id(), limit)))
                .map(rows -> rows.stream().map(ExpiredHolds.Expired::of).toList());
    }
}
