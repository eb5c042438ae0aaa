package io.dust.earn.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.earn.rule.EarningRules;
import io.dust.earn.rule.EarningTerms;
import io.dust.earn.rule.RuleDefinition;
import io.dust.event.RefusedEvents;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.order.OrderReason;
import io.dust.setting.VersionedSettings;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The tables of orders: the directory, which says to which customer an order belongs, and the facts
 * and points of each order.
 */
@Singleton
class OrderTable implements StateTable<OrderState, OrderCommand> {

    private static final String DIRECTORY_KEY = "dust_order_directory_pkey";

    /**
     * The first event about an order decides to which customer the order belongs. Of two events at
     * once the second collides, and is tried again. All batches insert in the order of the ids, so
     * that no two batches wait for each other.
     */
    private static final String INSERT_OWNERS = """
            insert into dust_order_directory (order_id, customer_id)
            select * from unnest($1::text[], $2::text[]) as first (order_id, customer_id) order by order_id""";

    private static final String FIND_OWNERS = """
            select d.* from unnest($1::text[]) as asked (order_id),
                lateral (select * from dust_order_directory where order_id = asked.order_id offset 0) d""";

    private static final String FIND_ORDERS = """
            select o.*, exists (
                select from (
                    select * from dust_transaction where customer_id = asked.customer_id and reverses is not null offset 0) reversal,
                lateral (
                    select * from dust_transaction
                    where customer_id = reversal.customer_id and version = reversal.reverses offset 0) earning
                where earning.kind in ('EARN', 'EARN_RELEASE') and earning.computed_from is not null
                    and earning.reference_type = 'order' and earning.reference_id = asked.order_id) as reversed
            from unnest($1::text[], $2::text[]) as asked (customer_id, order_id),
                lateral (select * from dust_order where customer_id = asked.customer_id and order_id = asked.order_id offset 0) o""";

    private static final Columns<Owned> COLUMNS = new Columns<Owned>()
            .text("customer_id", Owned::customerId)
            .text("order_id", owned -> owned.order.id())
            .text("currency_code", owned -> owned.order.currencyCode())
            .jsonb("terms", owned -> owned.facts().terms() == null ? null : owned.facts().terms().toJson())
            .timestamptz("paid_at", owned -> owned.facts().paidAt())
            .timestamptz("completed_at", owned -> owned.facts().completedAt())
            .timestamptz("canceled_at", owned -> owned.facts().canceledAt())
            .jsonb("refunds", owned -> new JsonObject(new TreeMap<>(owned.facts().refunds())))
            .bigint("pending", owned -> owned.points().pending())
            .bigint("released", owned -> owned.points().released())
            .bigint("clawed_back", owned -> owned.points().clawedBack())
            .bigint("waived", owned -> owned.points().waived());

    private static final String WRITE_ORDERS = """
            insert into dust_order (%s, updated_at) select *, $%d::timestamptz from %s
            on conflict (customer_id, order_id) do update set %s, updated_at = excluded.updated_at""".formatted(
            COLUMNS.names(), COLUMNS.count() + 1, COLUMNS.unnest(1),
            COLUMNS.updatesExcept("customer_id", "order_id", "currency_code"));

    private final EarningRules rules;

    OrderTable(EarningRules rules) {
        this.rules = rules;
    }

    /**
     * An order of a customer.
     *
     * @param isFirst whether no event about the order was known before
     */
    private record Owned(String customerId, Order order, boolean isFirst) {

        Order.Facts facts() {
            return order.facts();
        }

        Order.Points points() {
            return order.points();
        }
    }

    @Override
    public Class<OrderState> stateType() {
        return OrderState.class;
    }

    @Override
    public Set<String> uniqueKeys() {
        return Set.of(DIRECTORY_KEY);
    }

    @Override
    public List<Reason> reasons() {
        return List.of(OrderReason.EVENT_CONTRADICTION, OrderEventCommand.EARNS_TOO_MUCH);
    }

    @Override
    public Lookup<OrderState> find(List<PostingRequest<OrderCommand>> requests) {
        return new OrderLookup(requests, rules.lookup());
    }

    private static final class OrderLookup implements Lookup<OrderState> {

        private final Map<String, String> owners = new HashMap<>();
        private final Map<String, Order> orders = new HashMap<>();
        private final VersionedSettings.Lookup<RuleDefinition> rules;
        private final List<Statement> statements;

        OrderLookup(List<PostingRequest<OrderCommand>> requests, VersionedSettings.Lookup<RuleDefinition> rules) {
            String[] customerIds = requests.stream().map(PostingRequest::customerId).toArray(String[]::new);
            String[] orderIds = requests.stream().map(request -> request.command().orderId()).toArray(String[]::new);
            this.rules = rules;
            this.statements = List.of(
                    new Statement(FIND_OWNERS, Tuple.of(orderIds),
                            row -> owners.put(row.getString("order_id"), row.getString("customer_id"))),
                    new Statement(FIND_ORDERS, Tuple.of(customerIds, orderIds),
                            row -> orders.put(key(row.getString("customer_id"), row.getString("order_id")), order(row))),
                    rules.statement());
        }

        @Override
        public List<Statement> statements() {
            return statements;
        }

        @Override
        public OrderState state(String customerId, String orderId) {
            return new OrderState(Optional.ofNullable(owners.get(orderId)),
                    Optional.ofNullable(orders.get(key(customerId, orderId))), rules.settings());
        }
    }

    @Override
    public List<Statement> write(List<Change<OrderState, OrderCommand>> changes, Instant now) {
        Map<String, Change<OrderState, OrderCommand>> last = new LinkedHashMap<>();
        for (Change<OrderState, OrderCommand> change : changes) {
            if (change.newState() != null) {
                last.put(key(change.request().customerId(), change.request().command().orderId()), change);
            }
        }
        List<Owned> orders = last.values().stream().map(OrderTable::owned).toList();
        List<Statement> statements = new ArrayList<>(RefusedEvents.insert(refusedEvents(changes), now));
        statements.addAll(insertOwners(orders));
        statements.addAll(writeOrders(orders, now));
        return statements;
    }

    private static List<RefusedEvents.Refused> refusedEvents(List<Change<OrderState, OrderCommand>> changes) {
        List<RefusedEvents.Refused> refused = new ArrayList<>();
        for (Change<OrderState, OrderCommand> change : changes) {
            if (change.result() instanceof PostingResult.Rejected rejected) {
                change.request().command().event().ifPresent(
                        event -> refused.add(new RefusedEvents.Refused(event, rejected.reason(), rejected.detail())));
            }
        }
        return refused;
    }

    private static Owned owned(Change<OrderState, OrderCommand> change) {
        OrderState state = Objects.requireNonNull(change.newState());
        return new Owned(change.request().customerId(), state.order().orElseThrow(), state.owner().isEmpty());
    }

    private static List<Statement> insertOwners(List<Owned> orders) {
        List<Owned> first = orders.stream().filter(Owned::isFirst).toList();
        return first.isEmpty() ? List.of()
                : List.of(Statement.of(INSERT_OWNERS,
                        Tuple.of(first.stream().map(owned -> owned.order.id()).toArray(String[]::new),
                                first.stream().map(Owned::customerId).toArray(String[]::new))));
    }

    private static List<Statement> writeOrders(List<Owned> orders, Instant now) {
        return orders.isEmpty() ? List.of()
                : List.of(Statement.of(WRITE_ORDERS,
                        COLUMNS.values(orders).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
    }

    /** A text, because GraalVM interprets the hash code of a record (ADR 17). */
    private static String key(String customerId, String orderId) {
        return customerId + "\n" + orderId;
    }

    private static Order order(Row row) {
        JsonObject terms = row.getJsonObject("terms");
        Map<String, Long> refunds = new TreeMap<>();
        row.getJsonObject("refunds").forEach(refund -> refunds.put(refund.getKey(), ((Number) refund.getValue()).longValue()));
        Order.Facts facts = new Order.Facts(terms == null ? null : EarningTerms.of(terms), Columns.instant(row, "paid_at"),
                Columns.instant(row, "completed_at"), Columns.instant(row, "canceled_at"), refunds);
        Order.Points points = new Order.Points(row.getLong("pending"), row.getLong("released"), row.getLong("clawed_back"),
                row.getLong("waived"));
        return new Order(row.getString("order_id"), row.getString("currency_code"), facts, points, row.getBoolean("reversed"));
    }
}
