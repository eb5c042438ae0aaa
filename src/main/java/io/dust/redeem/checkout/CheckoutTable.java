package io.dust.redeem.checkout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.rate.RateDefinition;
import io.dust.redeem.rate.RedemptionRates;
import io.dust.setting.SettingHistory;
import io.dust.setting.VersionedSettings;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The tables of holds and of what orders cost in points. */
@Singleton
public class CheckoutTable implements StateTable<CheckoutState, CheckoutQuery> {

    private static final String FIND_HOLDS = """
            select h.* from unnest($1::text[]) as asked (customer_id),
                lateral (select * from dust_hold where customer_id = asked.customer_id and status = 'held' offset 0) h
            union all
            select h.* from unnest($2::text[], $3::uuid[]) as asked (customer_id, hold_id),
                lateral (select * from dust_hold where customer_id = asked.customer_id and hold_id = asked.hold_id offset 0) h""";

    private static final String FIND_COSTS = """
            select r.* from unnest($1::text[], $2::text[]) as asked (customer_id, order_id),
                lateral (select * from dust_redemption where customer_id = asked.customer_id and order_id = asked.order_id offset 0) r""";

    private static final Columns<Owned<Hold>> HOLDS = new Columns<Owned<Hold>>()
            .text("customer_id", Owned::customerId)
            .uuid("hold_id", owned -> owned.value.id())
            .text("cart_id", owned -> owned.value.asked().cartId())
            .text("status", owned -> owned.value.status().label())
            .bigint("points", owned -> owned.value.points())
            .bigint("captured", owned -> owned.value.captured())
            .text("order_id", owned -> owned.value.orderId())
            .text("currency_code", owned -> owned.value.currency().getCurrencyCode())
            .bigint("amount", owned -> owned.value.amount())
            .bigint("cart_total", owned -> owned.value.asked().cartTotal())
            .bigint("asked_points", owned -> owned.value.asked().points())
            .text("discount_status", owned -> owned.value.discountStatus().label())
            .bigint("rate_version", owned -> owned.value.rateVersion())
            .timestamptz("created_at", owned -> owned.value.createdAt())
            .timestamptz("expires_at", owned -> owned.value.expiresAt())
            .timestamptz("ended_at", owned -> owned.value.endedAt());

    private static final String WRITE_HOLDS = """
            insert into dust_hold (%s) select * from %s
            on conflict (customer_id, hold_id) do update set %s""".formatted(HOLDS.names(), HOLDS.unnest(1),
            HOLDS.updatesExcept("customer_id", "hold_id", "cart_id", "created_at"));

    private static final Columns<Owned<OrderCost>> COSTS = new Columns<Owned<OrderCost>>()
            .text("customer_id", Owned::customerId)
            .text("order_id", owned -> owned.value.orderId())
            .text("currency_code", owned -> owned.value.currency().getCurrencyCode())
            .bigint("captured", owned -> owned.value.captured())
            .bigint("amount", owned -> owned.value.amount())
            .bigint("given_back", owned -> owned.value.givenBack())
            .bigint("returned", owned -> owned.value.returned())
            .bool("canceled", owned -> owned.value.canceled())
            .jsonb("discounts", owned -> discounts(owned.value));

    private static final String WRITE_COSTS = """
            insert into dust_redemption (%s, updated_at) select *, $%d::timestamptz from %s
            on conflict (customer_id, order_id) do update set %s, updated_at = excluded.updated_at""".formatted(
            COSTS.names(), COSTS.count() + 1, COSTS.unnest(1),
            COSTS.updatesExcept("customer_id", "order_id", "currency_code"));

    private final RedemptionRates rates;

    CheckoutTable(RedemptionRates rates) {
        this.rates = rates;
    }

    /** A hold or a cost of a customer. */
    private record Owned<T>(String customerId, T value) {
    }

    @Override
    public Class<CheckoutState> stateType() {
        return CheckoutState.class;
    }

    @Override
    public Set<String> uniqueKeys() {
        return Set.of();
    }

    @Override
    public List<Reason> reasons() {
        return CheckoutReason.STORED;
    }

    @Override
    public Lookup<CheckoutState> find(List<Asked<CheckoutQuery>> asked) {
        return new CheckoutLookup(asked, rates);
    }

    private static final class CheckoutLookup implements Lookup<CheckoutState> {

        private final Map<String, Map<UUID, Hold>> holds = new HashMap<>();
        private final Map<String, Map<String, OrderCost>> costs = new HashMap<>();
        private final List<Statement> statements = new ArrayList<>();
        private final SettingHistory<RateDefinition> rates;

        CheckoutLookup(List<Asked<CheckoutQuery>> asked, RedemptionRates allRates) {
            if (asked.stream().anyMatch(each -> each.query().openHolds())) {
                statements.add(findHolds(asked));
            }
            List<Owned<String>> orders = asked.stream().filter(each -> each.query().orderId() != null)
                    .map(each -> new Owned<>(each.customerId(), Objects.requireNonNull(each.query().orderId()))).toList();
            if (!orders.isEmpty()) {
                statements.add(findCosts(orders));
            }
            Set<String> currencyCodes = asked.stream().map(each -> each.query().rateFor()).filter(Objects::nonNull)
                    .map(Currency::getCurrencyCode).collect(Collectors.toSet());
            VersionedSettings.Lookup<RateDefinition> lookup = allRates.lookup(currencyCodes);
            if (!currencyCodes.isEmpty()) {
                statements.add(lookup.statement());
            }
            rates = lookup.history();
        }

        private Statement findHolds(List<Asked<CheckoutQuery>> asked) {
            String[] customerIds = asked.stream().filter(each -> each.query().openHolds()).map(Asked::customerId).distinct()
                    .toArray(String[]::new);
            List<Owned<UUID>> named = asked.stream().flatMap(each -> each.query().holdIds().stream()
                    .map(id -> new Owned<>(each.customerId(), id))).toList();
            Tuple values = Tuple.tuple().addArrayOfString(customerIds)
                    .addArrayOfString(named.stream().map(Owned::customerId).toArray(String[]::new))
                    .addArrayOfUUID(named.stream().map(Owned::value).toArray(UUID[]::new));
            return new Statement(FIND_HOLDS, values, row -> {
                Hold hold = hold(row);
                holds.computeIfAbsent(row.getString("customer_id"), id -> new HashMap<>()).put(hold.id(), hold);
            });
        }

        private Statement findCosts(List<Owned<String>> orders) {
            Tuple values = Tuple.of(orders.stream().map(Owned::customerId).toArray(String[]::new),
                    orders.stream().map(Owned::value).toArray(String[]::new));
            return new Statement(FIND_COSTS, values, row -> {
                OrderCost cost = cost(row);
                costs.computeIfAbsent(row.getString("customer_id"), id -> new HashMap<>()).put(cost.orderId(), cost);
            });
        }

        @Override
        public List<Statement> statements() {
            return statements;
        }

        @Override
        public CheckoutState state(String customerId, String stateId) {
            return new CheckoutState(Map.copyOf(holds.getOrDefault(customerId, Map.of())),
                    Map.copyOf(costs.getOrDefault(customerId, Map.of())), rates, Set.of());
        }
    }

    @Override
    public List<Statement> write(List<Changed<CheckoutState>> changed, Instant now) {
        List<Statement> statements = new ArrayList<>();
        // Ended holds first: a cart has one open hold.
        List<Owned<Hold>> holds = changed.stream().flatMap(CheckoutTable::changedHolds)
                .sorted(Comparator.comparing(owned -> owned.value.isHeld())).toList();
        if (!holds.isEmpty()) {
            statements.add(Statement.of(WRITE_HOLDS, HOLDS.values(holds)));
        }
        List<Owned<OrderCost>> costs = changed.stream().flatMap(CheckoutTable::changedCosts).toList();
        if (!costs.isEmpty()) {
            statements.add(Statement.of(WRITE_COSTS,
                    COSTS.values(costs).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
        }
        return statements;
    }

    private static Stream<Owned<Hold>> changedHolds(Changed<CheckoutState> each) {
        return each.state().holds().values().stream().filter(hold -> each.state().changed().contains(hold.id()))
                .map(hold -> new Owned<>(each.customerId(), hold));
    }

    private static Stream<Owned<OrderCost>> changedCosts(Changed<CheckoutState> each) {
        return each.state().costs().values().stream().filter(cost -> each.state().changed().contains(cost.orderId()))
                .map(cost -> new Owned<>(each.customerId(), cost));
    }

    /** The hold in a row of its table. */
    public static Hold hold(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency_code"));
        return new Hold(row.getUUID("hold_id"), Hold.Status.of(row.getString("status")), row.getLong("points"),
                row.getLong("captured"), row.getString("order_id"),
                new Hold.Asked(row.getString("cart_id"), currency, row.getLong("cart_total"), row.getLong("asked_points")),
                row.getLong("amount"), DiscountStatus.of(row.getString("discount_status")), row.getLong("rate_version"),
                row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("expires_at").toInstant(),
                Columns.instant(row, "ended_at"));
    }

    private static OrderCost cost(Row row) {
        Map<String, PaidDiscount> discounts = new TreeMap<>();
        row.getJsonObject("discounts").forEach(
                member -> discounts.put(member.getKey(), PaidDiscount.of((JsonObject) member.getValue())));
        return new OrderCost(row.getString("order_id"), Currency.getInstance(row.getString("currency_code")),
                row.getLong("given_back"), row.getLong("returned"), row.getBoolean("canceled"), discounts);
    }

    private static JsonObject discounts(OrderCost cost) {
        JsonObject json = new JsonObject();
        cost.discounts().forEach((code, discount) -> json.put(code, discount.toJson()));
        return json;
    }
}
