package io.dust.redeem.checkout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.event.RefusedEvents;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.rate.RateDefinition;
import io.dust.redeem.rate.RedemptionRates;
import io.dust.setting.ActiveSettings;
import io.dust.setting.VersionedSettings;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The tables of holds and of what orders cost in points. */
@Singleton
public class CheckoutTable implements StateTable<CheckoutState, CheckoutCommand> {

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
            .timestamptz("canceled_at", owned -> owned.value.canceledAt())
            .jsonb("refunds", owned -> new JsonObject(new TreeMap<>(owned.value.refunds())))
            .jsonb("codes", owned -> new JsonObject(new TreeMap<>(owned.value.codes())));

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
    public Lookup<CheckoutState> find(List<PostingRequest<CheckoutCommand>> requests) {
        return new CheckoutLookup(requests, rates);
    }

    private static final class CheckoutLookup implements Lookup<CheckoutState> {

        private final Map<String, Map<UUID, Hold>> holds = new HashMap<>();
        private final Map<String, Map<String, OrderCost>> costs = new HashMap<>();
        private final List<Statement> statements = new ArrayList<>();
        private final ActiveSettings<RateDefinition> rates;

        CheckoutLookup(List<PostingRequest<CheckoutCommand>> requests, RedemptionRates allRates) {
            statements.add(findHolds(requests));
            List<PostingRequest<CheckoutCommand>> ofOrders = requests.stream()
                    .filter(request -> request.command().orderId().isPresent()).toList();
            if (!ofOrders.isEmpty()) {
                statements.add(findCosts(ofOrders));
            }
            if (requests.stream().anyMatch(request -> request.command().needsRates())) {
                VersionedSettings.Lookup<RateDefinition> lookup = allRates.lookup();
                statements.add(lookup.statement());
                rates = lookup.settings();
            } else {
                rates = new ActiveSettings<>(Map.of());
            }
        }

        private Statement findHolds(List<PostingRequest<CheckoutCommand>> requests) {
            String[] customerIds = requests.stream().map(PostingRequest::customerId).distinct().toArray(String[]::new);
            List<Owned<UUID>> named = requests.stream().flatMap(request -> request.command().holdIds().stream()
                    .map(id -> new Owned<>(request.customerId(), id))).toList();
            Tuple values = Tuple.tuple().addArrayOfString(customerIds)
                    .addArrayOfString(named.stream().map(Owned::customerId).toArray(String[]::new))
                    .addArrayOfUUID(named.stream().map(Owned::value).toArray(UUID[]::new));
            return new Statement(FIND_HOLDS, values, row -> {
                Hold hold = hold(row);
                holds.computeIfAbsent(row.getString("customer_id"), id -> new HashMap<>()).put(hold.id(), hold);
            });
        }

        private Statement findCosts(List<PostingRequest<CheckoutCommand>> requests) {
            Tuple values = Tuple.of(requests.stream().map(PostingRequest::customerId).toArray(String[]::new),
                    requests.stream().map(request -> request.command().orderId().orElseThrow()).toArray(String[]::new));
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
    public List<Statement> write(List<Change<CheckoutState, CheckoutCommand>> changes, Instant now) {
        Map<String, CheckoutState> newStates = new LinkedHashMap<>();
        List<RefusedEvents.Refused> refused = new ArrayList<>();
        for (Change<CheckoutState, CheckoutCommand> change : changes) {
            if (change.newState() != null) {
                newStates.put(change.request().customerId(), change.newState());
            }
            change.request().command().refusedEvent(change.result(), change.newState()).ifPresent(refused::add);
        }
        List<Statement> statements = new ArrayList<>();
        // Ended holds first: a cart has one open hold.
        List<Owned<Hold>> holds = newStates.entrySet().stream().flatMap(CheckoutTable::changedHolds)
                .sorted(Comparator.comparing(owned -> owned.value.isHeld())).toList();
        if (!holds.isEmpty()) {
            statements.add(Statement.of(WRITE_HOLDS, HOLDS.values(holds)));
        }
        List<Owned<OrderCost>> costs = newStates.entrySet().stream().flatMap(CheckoutTable::changedCosts).toList();
        if (!costs.isEmpty()) {
            statements.add(Statement.of(WRITE_COSTS,
                    COSTS.values(costs).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
        }
        statements.addAll(RefusedEvents.insert(refused, now));
        return statements;
    }

    private static Stream<Owned<Hold>> changedHolds(Map.Entry<String, CheckoutState> entry) {
        return entry.getValue().holds().values().stream().filter(hold -> entry.getValue().changed().contains(hold.id()))
                .map(hold -> new Owned<>(entry.getKey(), hold));
    }

    private static Stream<Owned<OrderCost>> changedCosts(Map.Entry<String, CheckoutState> entry) {
        return entry.getValue().costs().values().stream()
                .filter(cost -> entry.getValue().changed().contains(cost.orderId()))
                .map(cost -> new Owned<>(entry.getKey(), cost));
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
        return new OrderCost(row.getString("order_id"), Currency.getInstance(row.getString("currency_code")),
                row.getLong("captured"), row.getLong("amount"), row.getLong("given_back"), Columns.instant(row, "canceled_at"),
                amounts(row.getJsonObject("refunds")), amounts(row.getJsonObject("codes")));
    }

    private static Map<String, Long> amounts(JsonObject json) {
        Map<String, Long> amounts = new TreeMap<>();
        json.forEach(member -> amounts.put(member.getKey(), ((Number) member.getValue()).longValue()));
        return amounts;
    }
}
