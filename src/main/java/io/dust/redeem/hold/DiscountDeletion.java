package io.dust.redeem.hold;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.database.periodic.Sweep;
import io.dust.database.periodic.Sweeps;
import io.dust.order.DiscountCode;
import io.dust.redeem.discount.DiscountProvider;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Deletes withdrawn discounts, so that the provider's lists do not fill with them. The wait lets
 * staff find the discount of a recent order. One sweep deletes at most one page, because the
 * provider serves customers at the same time; the next sweep goes on behind it, so that discounts
 * that cannot be deleted do not stop the others.
 */
@Singleton
class DiscountDeletion {

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, hold_id, ended_at from dust_hold
            where discount_status = 'withdrawn' and ended_at <= $1 and (ended_at, customer_id, hold_id) > ($2, $3, $4)
            order by ended_at, customer_id, hold_id limit $5""";

    private static final String MARK_DELETED = """
            update dust_hold set discount_status = 'deleted'
            where customer_id = $1 and hold_id = $2 and discount_status = 'withdrawn'""";

    private static final Ended FIRST = new Ended("", new UUID(0, 0), Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final Groups groups;
    private final DatabaseCalls database;
    private final DiscountProvider provider;
    private final HoldSettings settings;
    private final Clock clock;
    private final Map<Group, Ended> done = new ConcurrentHashMap<>();

    DiscountDeletion(Groups groups, DatabaseCalls database, DiscountProvider provider, HoldSettings settings, Clock clock) {
        this.groups = groups;
        this.database = database;
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        if (!provider.isShop()) {
            sweeps.schedule(sweep(), settings.expireEvery());
        }
    }

    Sweep<Ended> sweep() {
        return new Sweep<>("Deletion of discounts", this::find, this::delete);
    }

    /** An ended hold, whose discount is withdrawn. */
    record Ended(String customerId, UUID id, OffsetDateTime endedAt) {

        static Ended of(Row row) {
            return new Ended(row.getString("customer_id"), row.getUUID("hold_id"), row.getOffsetDateTime("ended_at"));
        }

        @Override
        public String toString() {
            return "hold " + id + " of customer " + customerId;
        }
    }

    private Uni<List<Ended>> find(Group group, @Nullable Ended last, int limit) {
        if (last != null) {
            return Uni.createFrom().item(List.of());
        }
        Ended after = done.getOrDefault(group, FIRST);
        OffsetDateTime due = clock.instant().minus(settings.deleteDiscountAfter()).atOffset(ZoneOffset.UTC);
        return database.call("withdrawn_discounts", () -> group.query(SELECT_ACROSS_CUSTOMERS,
                Tuple.of(due, after.endedAt, after.customerId, after.id, limit)))
                .map(rows -> rows.stream().map(Ended::of).toList())
                .invoke(page -> done.put(group, page.size() < limit ? FIRST : page.get(limit - 1)));
    }

    private Uni<?> delete(Ended hold) {
        return provider.delete(DiscountCode.of(hold.id))
                .flatMap(deleted -> database.call("discount_deleted",
                        () -> groups.of(hold.customerId).query(MARK_DELETED, Tuple.of(hold.customerId, hold.id))));
    }
}
