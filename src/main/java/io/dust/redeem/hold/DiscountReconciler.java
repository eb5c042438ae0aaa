package io.dust.redeem.hold;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.database.periodic.Sweep;
import io.dust.database.periodic.Sweeps;
import io.dust.redeem.checkout.CheckoutTable;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.discount.DiscountProvider;
import io.dust.redeem.discount.DiscountStatus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Withdraws the discounts of ended holds, and voids holds whose discount was never created, such as
 * after a crash.
 */
@Singleton
class DiscountReconciler {

    private static final Logger LOG = Logger.getLogger(DiscountReconciler.class);

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select * from dust_hold
            where discount_status in ('pending', 'withdrawing') and (discount_status = 'withdrawing' or created_at < $1)
                and (created_at, customer_id, hold_id) > ($2, $3, $4)
            order by created_at, customer_id, hold_id limit $5""";

    private static final String MARK_WITHDRAWN = """
            update dust_hold set discount_status = 'withdrawn'
            where customer_id = $1 and hold_id = $2 and discount_status = 'withdrawing'""";

    private final Groups groups;
    private final DatabaseCalls database;
    private final DiscountProvider provider;
    private final DiscountLifecycle discounts;
    private final HoldSettings settings;
    private final Clock clock;

    DiscountReconciler(Groups groups, DatabaseCalls database, DiscountProvider provider, DiscountLifecycle discounts,
            HoldSettings settings, Clock clock) {
        this.groups = groups;
        this.database = database;
        this.provider = provider;
        this.discounts = discounts;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        if (!provider.isShop()) {
            sweeps.schedule(new Sweep<>("Reconciliation of discounts", this::find, this::reconcile), settings.expireEvery());
        }
    }

    /** A hold whose discount must be created or withdrawn. */
    private record Unsettled(String customerId, Hold hold) {

        static Unsettled of(Row row) {
            return new Unsettled(row.getString("customer_id"), CheckoutTable.hold(row));
        }

        @Override
        public String toString() {
            return "hold " + hold.id() + " of customer " + customerId;
        }
    }

    private Uni<List<Unsettled>> find(Group group, @Nullable Unsettled last, int limit) {
        OffsetDateTime createdAt = (last == null ? Instant.EPOCH : last.hold.createdAt()).atOffset(ZoneOffset.UTC);
        Tuple values = Tuple.of(clock.instant().minus(settings.discountWithin()).atOffset(ZoneOffset.UTC), createdAt,
                last == null ? "" : last.customerId, last == null ? new UUID(0, 0) : last.hold.id(), limit);
        return database.call("unsettled_discounts", () -> group.query(SELECT_ACROSS_CUSTOMERS, values))
                .map(rows -> rows.stream().map(Unsettled::of).toList());
    }

    private Uni<?> reconcile(Unsettled one) {
        if (one.hold.discountStatus() == DiscountStatus.PENDING) {
            LOG.warnf("The discount of hold %s of customer %s was not created in time, so the hold is voided", one.hold.id(),
                    one.customerId);
            return discounts.recordFailure(one.customerId, one.hold);
        }
        return provider.withdraw(one.hold.code())
                .flatMap(done -> database.call("discount_withdrawn",
                        () -> groups.of(one.customerId).query(MARK_WITHDRAWN, Tuple.of(one.customerId, one.hold.id()))));
    }
}
