package io.dust.earn;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reference;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Releases points whose waiting time is over. Each instance looks for them now and then; that several do at once harms
 * nothing, for a release is a request with an id of its own.
 */
@Singleton
class DueReleases {

    private static final Logger LOG = Logger.getLogger(DueReleases.class);

    private static final int PAGE = 100;

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
    private final AtomicBoolean busy = new AtomicBoolean();

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
            vertx.setPeriodic(settings.releaseEvery().toMillis(), timer -> releaseAll());
        }
    }

    private void releaseAll() {
        if (busy.compareAndSet(false, true)) {
            releaseAfter(FIRST).onTermination().invoke(() -> busy.set(false)).subscribe().with(
                    done -> LOG.debug("Due points are released"),
                    failure -> LOG.warnf("Due points are not released now, but later: %s", failure));
        }
    }

    /** Page by page, so that those that cannot be released now do not stand in the way of the others. */
    private Uni<Void> releaseAfter(Due last) {
        return find(last).flatMap(page -> releaseEach(page)
                .flatMap(done -> page.size() < PAGE ? Uni.createFrom().voidItem() : releaseAfter(page.get(PAGE - 1))));
    }

    private Uni<List<Due>> find(Due last) {
        String reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? "paid_at" : "completed_at";
        Instant until = clock.instant().minus(settings.releaseAfter());
        return database.call("due_releases", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS.formatted(reached))
                .execute(Tuple.of(until.atOffset(ZoneOffset.UTC), last.reached(), last.customerId(), last.orderId(), PAGE)))
                .map(rows -> rows.stream().map(Due::of).toList());
    }

    private Uni<Void> releaseEach(List<Due> page) {
        return Multi.createFrom().iterable(page)
                .onItem().transformToUniAndConcatenate(this::release)
                .onItem().ignoreAsUni();
    }

    private Uni<Void> release(Due due) {
        // No client's key has a space.
        String requestId = "release:" + due.orderId() + " " + due.pending();
        return ledger.conclude(new PostingRequest(due.customerId(), requestId,
                new Considered<>(orders, due.orderId(), "order.release", "release", this::conclude),
                "The waiting time of order " + due.orderId() + " is over",
                new Reference(OrderEarning.REFERENCE_TYPE, due.orderId()), "dust"))
                .replaceWithVoid()
                .onFailure().invoke(failure -> LOG.warnf("The points of order %s are not released: %s", due.orderId(), failure))
                .onFailure().recoverWithNull();
    }

    private Considered.Conclusion<OrderEntry> conclude(Optional<OrderEntry> row, Balance balance, Instant now) {
        OrderEntry entry = row.orElseThrow();
        return Settlement.of(entry.order().orElseThrow(), balance, settings, now).conclude(entry, now);
    }
}
