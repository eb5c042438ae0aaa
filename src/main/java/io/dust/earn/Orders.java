package io.dust.earn;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.event.RefusedEvents;
import io.dust.ledger.Columns;
import io.dust.ledger.RowTable;
import io.dust.setting.CurrentSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The tables of orders: the directory, which says whose they are, and what is known of each. */
@Singleton
class Orders implements RowTable<OrderEntry> {

    /**
     * The first event about an order fixes whose it is; of two at once, the second collides, and tries again. In the order of
     * their ids, so that two batches never wait in a ring.
     */
    private static final String ENTER = """
            insert into dust_order_directory (order_id, customer_id)
            select * from unnest($1::text[], $2::text[]) as told (order_id, customer_id) order by order_id""";

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

    private static final String WRITE = """
            insert into dust_order (customer_id, order_id, currency_code, terms, paid_at, completed_at, canceled_at, refunds,
                pending, released, clawed_back, waived, updated_at)
            select *, $13::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[],
                $6::timestamptz[], $7::timestamptz[], $8::jsonb[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
            on conflict (customer_id, order_id) do update set terms = excluded.terms, paid_at = excluded.paid_at,
                completed_at = excluded.completed_at, canceled_at = excluded.canceled_at, refunds = excluded.refunds,
                pending = excluded.pending, released = excluded.released, clawed_back = excluded.clawed_back, waived = excluded.waived, updated_at = excluded.updated_at""";

    private final EarningRules rules;
    private final RefusedEvents refusedEvents;

    Orders(EarningRules rules, RefusedEvents refusedEvents) {
        this.rules = rules;
        this.refusedEvents = refusedEvents;
    }

    @Override
    public Uni<Void> find(SqlConnection connection, List<Asked> asked, Found<OrderEntry> found) {
        String[] customerIds = Columns.texts(asked, Asked::customerId);
        String[] orderIds = Columns.texts(asked, Asked::rowId);
        return Uni.combine().all().unis(connection.preparedQuery(FIND_OWNERS).execute(Tuple.of(orderIds)),
                connection.preparedQuery(FIND_ORDERS).execute(Tuple.of(customerIds, orderIds)),
                rules.current(connection)).asTuple()
                .invoke(read -> add(asked, read.getItem1(), read.getItem2(), read.getItem3(), found))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<Result<OrderEntry>> results, Instant now) {
        List<RefusedEvents.Refused> refused = results.stream().flatMap(result -> refused(result).stream()).toList();
        Map<String, Result<OrderEntry>> last = new LinkedHashMap<>();
        results.stream().filter(result -> result.row().isPresent())
                .forEach(result -> last.put(result.request().customerId() + "\n" + result.rowId(), result));
        return Uni.combine().all().unis(refusedEvents.write(connection, refused, now), enter(connection, last.values()),
                write(connection, last.values(), now)).discardItems();
    }

    private static void add(List<Asked> asked, RowSet<Row> owners, RowSet<Row> orders, CurrentSettings<RuleDefinition> rules,
            Found<OrderEntry> found) {
        Map<String, String> ownerOf = new HashMap<>();
        owners.forEach(row -> ownerOf.put(row.getString("order_id"), row.getString("customer_id")));
        Map<String, Order> known = new HashMap<>();
        orders.forEach(row -> known.put(row.getString("customer_id") + "\n" + row.getString("order_id"), order(row)));
        for (Asked one : asked) {
            found.add(one.customerId(), one.rowId(), new OrderEntry(Optional.ofNullable(ownerOf.get(one.rowId())),
                    Optional.ofNullable(known.get(one.customerId() + "\n" + one.rowId())), rules));
        }
    }

    private static Optional<RefusedEvents.Refused> refused(Result<OrderEntry> result) {
        return result.refusal().flatMap(refusal -> OrderEarning.eventOf(result.request())
                .map(event -> new RefusedEvents.Refused(event, refusal)));
    }

    private static Uni<Void> enter(SqlConnection connection, Collection<Result<OrderEntry>> results) {
        List<Result<OrderEntry>> first = results.stream()
                .filter(result -> result.row().flatMap(OrderEntry::owner).isEmpty()).toList();
        return first.isEmpty() ? Uni.createFrom().voidItem()
                : connection.preparedQuery(ENTER).execute(Tuple.of(Columns.texts(first, Result::rowId),
                        Columns.texts(first, result -> result.request().customerId()))).replaceWithVoid();
    }

    private static Uni<Void> write(SqlConnection connection, Collection<Result<OrderEntry>> results, Instant now) {
        if (results.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Order> orders = results.stream().map(result -> result.row().flatMap(OrderEntry::order).orElseThrow()).toList();
        List<Order.Facts> facts = orders.stream().map(Order::facts).toList();
        List<Order.Points> points = orders.stream().map(Order::points).toList();
        Tuple values = Tuple.tuple()
                .addArrayOfString(Columns.texts(results, result -> result.request().customerId()))
                .addArrayOfString(Columns.texts(orders, Order::id))
                .addArrayOfString(Columns.texts(orders, Order::currencyCode))
                .addArrayOfJsonObject(json(facts, told -> told.terms() == null ? null : told.terms().toJson()))
                .addArrayOfOffsetDateTime(Columns.times(facts, Order.Facts::paidAt))
                .addArrayOfOffsetDateTime(Columns.times(facts, Order.Facts::completedAt))
                .addArrayOfOffsetDateTime(Columns.times(facts, Order.Facts::canceledAt))
                .addArrayOfJsonObject(json(facts, told -> new JsonObject(new TreeMap<>(told.refunds()))))
                .addArrayOfLong(Columns.numbers(points, Order.Points::pending))
                .addArrayOfLong(Columns.numbers(points, Order.Points::released))
                .addArrayOfLong(Columns.numbers(points, Order.Points::clawedBack))
                .addArrayOfLong(Columns.numbers(points, Order.Points::waived))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    private static Order order(Row row) {
        JsonObject terms = row.getJsonObject("terms");
        Map<String, Long> refunds = new TreeMap<>();
        row.getJsonObject("refunds").forEach(refund -> refunds.put(refund.getKey(), ((Number) refund.getValue()).longValue()));
        Order.Facts facts = new Order.Facts(terms == null ? null : Terms.of(terms), Columns.instant(row, "paid_at"),
                Columns.instant(row, "completed_at"), Columns.instant(row, "canceled_at"), refunds);
        Order.Points points = new Order.Points(row.getLong("pending"), row.getLong("released"), row.getLong("clawed_back"),
                row.getLong("waived"));
        return new Order(row.getString("order_id"), row.getString("currency_code"), facts, points, row.getBoolean("reversed"));
    }

    private static <T> @Nullable JsonObject[] json(Collection<T> rows, Function<T, @Nullable JsonObject> column) {
        return rows.stream().map(column).toArray(JsonObject[]::new);
    }
}
