package io.dust.earn.order;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.periodic.Sweep;
import io.dust.database.periodic.Sweeps;
import io.dust.ledger.PostingRequest;
import io.dust.order.OrderEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Releases points whose waiting time is over. The decision follows from the order, so a second
 * release changes nothing.
 */
@Singleton
class PendingPointsRelease {

    /** Reads the orders of all customers; each order is then released alone. */
    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, order_id, currency_code, %1$s as reached from dust_order
            where pending > 0 and %1$s <= $1 and (%1$s, customer_id, order_id) > ($2, $3, $4)
            order by %1$s, customer_id, order_id limit $5""";

    private static final Due FIRST = new Due("", "", "", Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final DatabaseCalls database;
    private final Postings postings;
    private final EarnSettings settings;
    private final Clock clock;

    /**
     * An order with pending points.
     *
     * @param reached the event from which the waiting time counts
     */
    private record Due(String customerId, String orderId, String currencyCode, OffsetDateTime reached) {

        static Due of(Row row) {
            return new Due(row.getString("customer_id"), row.getString("order_id"), row.getString("currency_code"),
                    row.getOffsetDateTime("reached"));
        }
    }

    PendingPointsRelease(DatabaseCalls database, Postings postings, EarnSettings settings, Clock clock) {
        this.database = database;
        this.postings = postings;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        // Also when the waiting time is 0: points may be pending from a time with another setting.
        sweeps.schedule(new Sweep<>("Release of pending points", this::find, this::release), settings.releaseEvery());
    }

    private Uni<List<Due>> find(Group group, @Nullable Due last, int limit) {
        Due after = last == null ? FIRST : last;
        String reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? "paid_at" : "completed_at";
        Instant until = clock.instant().minus(settings.releaseAfter());
        return database.call("due_releases", () -> group.query(SELECT_ACROSS_CUSTOMERS.formatted(reached),
                Tuple.of(until.atOffset(ZoneOffset.UTC), after.reached, after.customerId, after.orderId, limit)))
                .map(rows -> rows.stream().map(Due::of).toList());
    }

    private Uni<?> release(Due due) {
        return postings.decide(new PostingRequest<>(due.customerId, RequestId.unnamed(),
                new ReleaseCommand(due.orderId, Currency.getInstance(due.currencyCode), settings),
                Cause.ofDust(OrderEvent.reference(due.orderId))));
    }
}
