package io.dust.redeem;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.DueWork;
import io.dust.ledger.Ledger;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Looks for customers who do not come back for their expired holds: whoever looks finds their points given back. */
@Singleton
class HoldCleanup {

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, hold_id, cart_id, expires_at from dust_hold
            where status = 'held' and expires_at <= $1 and (expires_at, customer_id, hold_id) > ($2, $3, $4)
            order by expires_at, customer_id, hold_id limit $5""";

    private static final ExpiredHolds.Expired FIRST = new ExpiredHolds.Expired("", new UUID(0, 0), "",
            Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final Pool pool;
    private final DatabaseCalls database;
    private final Ledger ledger;
    private final RedeemSettings settings;
    private final Clock clock;

    HoldCleanup(Pool pool, DatabaseCalls database, Ledger ledger, RedeemSettings settings, Clock clock) {
        this.pool = pool;
        this.database = database;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx,
            @ConfigProperty(name = "quarkus.http.host-enabled") boolean serves) {
        if (serves) {
            work().every(settings.expireEvery(), vertx);
        }
    }

    DueWork<ExpiredHolds.Expired> work() {
        return new DueWork<>("Clean-up of expired holds", this::find,
                hold -> ledger.balance(hold.customerId()));
    }

    private Uni<List<ExpiredHolds.Expired>> find(ExpiredHolds.@Nullable Expired last, int limit) {
        ExpiredHolds.Expired behind = last == null ? FIRST : last;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.call("expired_holds", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS)
                .execute(Tuple.of(now, behind.expiresAt(), behind.customerId(), behind.id(), limit)))
                .map(rows -> rows.stream().map(ExpiredHolds.Expired::of).toList());
    }
}
