package io.dust.order.state;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.ledger.Need;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.order.OrderReason;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The tables of orders: the directory, which says whose account knows an order, and all that each
 * account knows of an order.
 */
@Singleton
public class OrderTable implements StateTable<OrderState, String> {

    private static final String DIRECTORY_KEY = "dust_order_directory_pkey";

    /**
     * The first event about an order decides which account knows it. Of two events at once the
     * second collides, and is tried again. All batches insert in the order of the ids, so that no
     * two batches wait for each other.
     */
    private static final String INSERT_OWNERS = """
            insert into dust_order_directory (order_id, customer_id)
            select * from unnest($1::text[], $2::text[]) as first (order_id, customer_id) order by order_id""";

    /** An order that has moved has an entry, which the key finds. */
    private static final String UPDATE_OWNERS = INSERT_OWNERS + """

            on conflict (order_id) do update set customer_id = excluded.customer_id""";

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
            .text("currency_code", owned -> owned.order.currency().getCurrencyCode())
            .jsonb("facts", owned -> OrderFactsJson.write(owned.order.facts()))
            .timestamptz("placed_at", owned -> owned.order.facts().placedAt())
            .timestamptz("paid_at", owned -> owned.order.facts().isPaid() ? owned.order.facts().paidAt() : null)
            .timestamptz("completed_at", owned -> owned.order.facts().completedAt())
            .bigint("entitled", owned -> owned.order.entitled())
            .bigint("allowance", owned -> owned.order.allowance())
            .bigint("pending", owned -> owned.order.granted().pending())
            .bigint("released", owned -> owned.order.granted().released())
            .bigint("clawed_back", owned -> owned.order.granted().clawedBack())
            .bigint("waived", owned -> owned.order.granted().waived())
            .bigint("revision", owned -> owned.order.revision())
            .jsonb("unmatched", owned -> unmatched(owned.order))
            .bool("unsettled", owned -> owned.order.unsettled());

    private static final String WRITE_ORDERS = """
            insert into dust_order (%s, updated_at) select *, $%d::timestamptz from %s
            on conflict (customer_id, order_id) do update set %s, updated_at = excluded.updated_at""".formatted(
            COLUMNS.names(), COLUMNS.count() + 1, COLUMNS.unnest(1),
            COLUMNS.updatesExcept("customer_id", "order_id", "currency_code"));

    /** An order in the account of a customer. */
    private record Owned(String customerId, OrderState state, Order order) {

        /** Whether no account knew the order. */
        boolean isFirst() {
            return state.directoryCustomer().isEmpty();
        }

        /** Whether the directory still names another customer. */
        boolean isMoved() {
            return !isFirst() && order.facts().belongsTo(customerId) && !state.directoryCustomer().get().equals(customerId);
        }
    }

    /** The need of a command about one order. */
    public static Need<OrderState> need(String orderId) {
        return new Need.One<>(OrderState.class, orderId, orderId);
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
        return List.of(OrderReason.EVENT_CONTRADICTION, OrderReason.EARNS_TOO_MUCH, OrderReason.DISCOUNT_NOT_FOUND,
                OrderReason.DISCOUNT_DECIDED);
    }

    @Override
    public Lookup<OrderState> find(List<Asked<String>> asked) {
        return new OrderLookup(asked);
    }

    private static final class OrderLookup implements Lookup<OrderState> {

        private final Map<String, String> owners = new HashMap<>();
        private final Map<String, Order> orders = new HashMap<>();
        private final List<Statement> statements;

        OrderLookup(List<Asked<String>> asked) {
            String[] customerIds = asked.stream().map(Asked::customerId).toArray(String[]::new);
            String[] orderIds = asked.stream().map(Asked::stateId).toArray(String[]::new);
            this.statements = List.of(
                    new Statement(FIND_OWNERS, Tuple.of(orderIds),
                            row -> owners.put(row.getString("order_id"), row.getString("customer_id"))).shared(),
                    new Statement(FIND_ORDERS, Tuple.of(customerIds, orderIds),
                            row -> orders.put(StateTable.key(row.getString("customer_id"), row.getString("order_id")),
                                    order(row))));
        }

        @Override
        public List<Statement> statements() {
            return statements;
        }

        @Override
        public OrderState state(String customerId, String orderId) {
            return new OrderState(Optional.ofNullable(owners.get(orderId)),
                    Optional.ofNullable(orders.get(StateTable.key(customerId, orderId))));
        }
    }

    @Override
    public List<Statement> write(List<Changed<OrderState>> changed, Instant now) {
        List<Owned> orders = changed.stream()
                .map(each -> new Owned(each.customerId(), each.state(), each.state().order().orElseThrow())).toList();
        List<Statement> statements = new ArrayList<>();
        addOwners(statements, INSERT_OWNERS, orders.stream().filter(Owned::isFirst).toList());
        addOwners(statements, UPDATE_OWNERS, orders.stream().filter(Owned::isMoved)
                .sorted(Comparator.comparing(owned -> owned.order.id())).toList());
        statements.add(Statement.of(WRITE_ORDERS, COLUMNS.values(orders).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
        return statements;
    }

    private static void addOwners(List<Statement> statements, String sql, List<Owned> orders) {
        if (!orders.isEmpty()) {
            statements.add(Statement.of(sql, Tuple.of(orders.stream().map(owned -> owned.order.id()).toArray(String[]::new),
                    orders.stream().map(Owned::customerId).toArray(String[]::new))).shared());
        }
    }

    private static @Nullable JsonObject unmatched(Order order) {
        if (order.unmatched().isEmpty()) {
            return null;
        }
        JsonObject json = new JsonObject();
        order.unmatched().values().forEach(discount -> json.put(discount.code(), discount.toJson()));
        return json;
    }

    /** The order in a row of its table, with a column {@code reversed}. */
    public static Order order(Row row) {
        Map<String, UnmatchedDiscount> unmatched = new TreeMap<>();
        JsonObject json = row.getJsonObject("unmatched");
        if (json != null) {
            json.fieldNames().forEach(code -> unmatched.put(code,
                    UnmatchedDiscount.of(code, Objects.requireNonNull(json.getJsonObject(code)))));
        }
        GrantedPoints granted = new GrantedPoints(row.getLong("pending"), row.getLong("released"), row.getLong("clawed_back"),
                row.getLong("waived"));
        return new Order(row.getString("order_id"), Currency.getInstance(row.getString("currency_code")),
                OrderFactsJson.read(row.getJsonObject("facts")), granted, row.getLong("entitled"), row.getLong("allowance"),
                row.getLong("revision"), unmatched, 0, row.getBoolean("unsettled"), row.getBoolean("reversed"));
    }
}
