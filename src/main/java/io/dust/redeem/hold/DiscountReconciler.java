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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.DueWork;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Withdraws discounts whose holds have ended, and gives back points for which no discount was made, when Dust died meanwhile.
 */
@Singleton
class OfferCleanup {

    private static final Logger LOG = Logger.getLogger(OfferCleanup.class);

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select * from dust_hold
            where offer in ('wanted', 'withdrawing') and (offer = 'withdrawing' or created_at < $1)
                and (created_at, customer_id, hold_id) > ($2, $3, $4)
            order by created_at, customer_id, hold_id limit $5""";

    private static final String WITHDRAWN = """
            update dust_hold set offer = 'withdrawn' where customer_id = $1 and hold_id = $2 and offer = 'withdrawing'""";

    private final Pool pool;
    private final DatabaseCalls database;
    private final Discounts discounts;
    private final Offers offers;
    private final RedeemSettings settings;
    private final Clock clock;

    OfferCleanup(Pool pool, DatabaseCalls database, Discounts discounts, Offers offers, RedeemSettings settings, Clock clock) {
        this.pool = pool;
        this.database = database;
        this.discounts = discounts;
        this.offers = offers;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx,
            @ConfigProperty(name = "quarkus.http.host-enabled") boolean serves) {
        if (serves && discounts.initially() != Hold.Offer.BY_SHOP) {
            new DueWork<>("Clean-up of discounts", this::find, this::settle).every(settings.expireEvery(), vertx);
        }
    }

    /** Whose hold it is. */
    private record Unsettled(String customerId, Hold hold) {

        static Unsettled of(Row row) {
            return new Unsettled(row.getString("customer_id"), Wallets.hold(row));
        }

        @Override
        public String toString() {
            return "hold " + hold.id() + " of customer " + customerId;
        }
    }

    private Uni<List<Unsettled>> find(@Nullable Unsettled last, int limit) {
        OffsetDateTime createdAt = (last == null ? Instant.EPOCH : last.hold().createdAt()).atOffset(ZoneOffset.UTC);
        Tuple values = Tuple.of(clock.instant().minus(settings.offerWithin()).atOffset(ZoneOffset.UTC), createdAt,
                last == null ? "" : last.customerId(), last == null ? new UUID(0, 0) : last.hold().id(), limit);
        return database.call("unsettled_offers", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS).execute(values))
                .map(rows -> rows.stream().map(Unsettled::of).toList());
    }

    private Uni<?> settle(Unsettled one) {
        if (one.hold().offer() == Hold.Offer.WANTED) {
            LOG.warnf("Hold %s of customer %s has had no discount, so it is given up", one.hold().id(), one.customerId());
            return offers.conclude(one.customerId(), one.hold(), false, "dust");
        }
        return discounts.withdraw(one.hold())
                .flatMap(done -> database.call("offer_withdrawn",
                        () -> pool.preparedQuery(WITHDRAWN).execute(Tuple.of(one.customerId(), one.hold().id()))));
    }
}
