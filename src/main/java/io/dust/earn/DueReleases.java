package io.dust.earn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.dust.event.OrderEventHandler;
import io.dust.ledger.Balance;
import io.dust.ledger.Concluded;
import io.dust.ledger.Considered;
import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.Decision;
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
 * Releases points whose waiting time is over. Each instance looks for some of them now and then; that several do at once
 * harms nothing, for a release is a request with an id of its own.
 */
@Singleton
class DueReleases {

    private static final Logger LOG = Logger.getLogger(DueReleases.class);

    /** Of any customers; each of them is then released alone. */
    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, order_id from dust_order where pending > 0 and release_at <= $1 order by release_at limit 100""";

    private final Pool pool;
    private final DatabaseCalls database;
    private final Ledger ledger;
    private final Orders orders;
    private final EarnSettings settings;
    private final Clock clock;

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
        if (serves && settings.releaseAfter().compareTo(Duration.ZERO) > 0) {
            vertx.setPeriodic(settings.releaseEvery().toMillis(), timer -> releaseSome().subscribe().with(
                    done -> LOG.debug("Due points are released"),
                    failure -> LOG.warnf("Due points are not released now, but later: %s", failure)));
        }
    }

    private Uni<Void> releaseSome() {
        Tuple now = Tuple.of(clock.instant().atOffset(ZoneOffset.UTC));
        return database.call("due_releases", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS).execute(now))
                .onItem().transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem().transformToUniAndConcatenate(this::release)
                .collect().last().replaceWithVoid();
    }

    private Uni<Concluded> release(Row row) {
        String orderId = row.getString("order_id");
        return ledger.conclude(new PostingRequest(row.getString("customer_id"), "release:" + orderId,
                new Considered<>(orders, orderId, "order.release", "release", this::conclude),
                "The waiting time of order " + orderId + " is over", new Reference(OrderEarning.REFERENCE_TYPE, orderId),
                "dust"));
    }

    private Considered.Conclusion<OrderEntry> conclude(Optional<OrderEntry> row, Balance balance, Instant now) {
        OrderEntry entry = row.orElseThrow();
        Order order = entry.order().orElseThrow();
        Settlement settlement = Settlement.of(order, balance, settings, now);
        Decision decision = settlement.decision().from(OrderConsideration.origin(settlement.order(), now));
        return settlement.order().equals(order)
                ? new Considered.Conclusion<>(new Decision.Keep(OrderEventHandler.DUPLICATE, "It is settled."),
                        Optional.empty())
                : new Considered.Conclusion<>(decision,
                        Optional.of(new OrderEntry(entry.owner(), Optional.of(settlement.order()), entry.rules())));
    }
}
