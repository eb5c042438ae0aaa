package io.dust.earn;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.dust.ledger.Concluded;
import io.dust.ledger.Considered;
import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.DueWork;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reference;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Releases points whose waiting time is over. A release is a request with an id of its own: two of it are one. */
@Singleton
class DueReleases {

    /** Of any customers; each of them is then released alone. */
    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, order_id, pending, %1$s as reached from dust_order
            where pending > 0 and %1$s <= $1 and (%1$s, customer_id, order_id) > ($2, $3, $4)
            order by %1$s, customer_id, order_id limit $5""";

    private static final Due FIRST = new Due("", "", 0, Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final Pool pool;
    private final DatabaseCalls database;
    private final Ledger ledger;
    private final Orders orders;
    private final EarnSettings settings;
    private final Clock clock;

    /** An order with pending points, and when it has reached the event from which their waiting time is counted. */
    private record Due(String customerId, String orderId, long pending, OffsetDateTime reached) {

        static Due of(Row row) {
            return new Due(row.getString("customer_id"), row.getString("order_id"), row.getLong("pending"),
                    row.getOffsetDateTime("reached"));
        }
    }

    DueReleases(Pool pool, DatabaseCalls database, Ledger ledger, Orders orders, EarnSettings settings, Clock clock) {
        this.pool = pool;
        this.database = database;
        this.ledger = ledger;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx,
            @ConfigProperty(name = "quarkus.http.host-enabled") boolean serves) {
        if (serves) {
            // Also without a waiting time: there may have been one before.
            new DueWork<>("Release of points", this::find, this::release).every(settings.releaseEvery(), vertx);
        }
    }

    private Uni<List<Due>> find(@Nullable Due last, int limit) {
        Due behind = last == null ? FIRST : last;
        String reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? "paid_at" : "completed_at";
        Instant until = clock.instant().minus(settings.releaseAfter());
        return database.call("due_releases", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS.formatted(reached))
                .execute(Tuple.of(until.atOffset(ZoneOffset.UTC), behind.reached(), behind.customerId(), behind.orderId(),
                        limit)))
                .map(rows -> rows.stream().map(Due::of).toList());
    }

    private Uni<Concluded<OrderEntry>> release(Due due) {
        // No client's key has a space.
        String requestId = "release:" + due.orderId() + " " + due.pending();
        return ledger.conclude(new PostingRequest(due.customerId(), requestId,
                new Considered<>(orders, due.orderId(), "order.release", "release", this::conclude),
                "The waiting time of order " + due.orderId() + " is over",
                new Reference(OrderEarning.REFERENCE_TYPE, due.orderId()), "dust"), orders);
    }

    private Considered.Conclusion<OrderEntry> conclude(Optional<OrderEntry> row, Balance balance, Instant now) {
        OrderEntry entry = row.orElseThrow();
        return Settlement.of(entry.order().orElseThrow(), balance, settings, now).conclude(entry, now);
    }
}
