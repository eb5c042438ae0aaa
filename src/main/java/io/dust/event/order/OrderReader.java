package io.dust.event.order;

import jakarta.inject.Singleton;

import io.dust.database.DatabaseCalls;
import io.dust.database.Groups;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.order.state.OrderTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads an order for staff. */
@Singleton
class OrderReader {

    private static final Reason ORDER_NOT_FOUND = new Reason("order-not-found", "Order not found", Reason.Category.NOT_FOUND);

    private static final String SELECT = """
            select o.*, false as reversed, r.captured, r.given_back from dust_order o
            left join dust_redemption r on r.customer_id = o.customer_id and r.order_id = o.order_id
            where o.customer_id = $1 and o.order_id = $2""";

    private final Groups groups;
    private final DatabaseCalls database;

    OrderReader(Groups groups, DatabaseCalls database) {
        this.groups = groups;
        this.database = database;
    }

    /** Fails when nothing is known of the order on this customer's account. */
    Uni<OrderView> read(String customerId, String orderId) {
        return database.call("order", () -> groups.of(customerId).query(SELECT, Tuple.of(customerId, orderId)))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> new Rejection(ORDER_NOT_FOUND,
                        "Nothing is known of order " + orderId + " on this customer's account.")))
                .map(row -> OrderView.of(OrderTable.order(row), row.getLong("captured"), row.getLong("given_back")));
    }
}
