package io.dust.event.order;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.periodic.Sweep;
import io.dust.database.periodic.Sweeps;
import io.dust.earn.order.EarnSettings;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.order.OrderEvent;
import io.dust.order.state.Order;
import io.dust.order.state.OrderTable;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Moves the points of an order that was given to another customer: each account in a database
 * transaction of its own, whatever its group, and each as often as it may happen. An instance that stops on the
 * way leaves the order unsettled, and a later sweep settles it.
 */
@Singleton
class OrderSettlement {

    private static final String SELECT_ACROSS_CUSTOMERS = """
            select *, false as reversed from dust_order
            where unsettled and (customer_id, order_id) > ($1, $2) order by customer_id, order_id limit $3""";

    private final DatabaseCalls database;
    private final Postings postings;
    private final EarnSettings settings;

    /** An order in the account of a customer. */
    private record Unsettled(String customerId, Order order) {

        static Unsettled of(Row row) {
            return new Unsettled(row.getString("customer_id"), OrderTable.order(row));
        }
    }

    OrderSettlement(DatabaseCalls database, Postings postings, EarnSettings settings) {
        this.database = database;
        this.postings = postings;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.schedule(new Sweep<>("Settlement of orders that have moved", this::find,
                found -> settle(found.customerId, found.order)), settings.releaseEvery());
    }

    private Uni<List<Unsettled>> find(Group group, @Nullable Unsettled last, int limit) {
        Tuple after = Tuple.of(last == null ? "" : last.customerId, last == null ? "" : last.order.id(), limit);
        return database.call("unsettled_orders", () -> group.query(SELECT_ACROSS_CUSTOMERS, after))
                .map(rows -> rows.stream().map(Unsettled::of).toList());
    }

    /** Tells every other customer of the order what this customer's account knows of it. */
    Uni<List<PostingResult>> settle(String customerId, Order order) {
        return Multi.createFrom().iterable(order.facts().customers()).filter(other -> !other.equals(customerId))
                .onItem().transformToUniAndConcatenate(other -> postings.decideInAnyGroup(request(other, order))
                        .map(decided -> decided.result()))
                .collect().asList()
                .call(() -> postings.decideInAnyGroup(new PostingRequest<>(customerId, RequestId.unnamed(),
                        new OrderSettled(order.id(), order.facts()), cause(order))));
    }

    private PostingRequest<SettleOrder> request(String customerId, Order order) {
        return new PostingRequest<>(customerId, RequestId.unnamed(),
                new SettleOrder(order.id(), order.currency(), order.facts(), settings), cause(order));
    }

    private static Cause cause(Order order) {
        return Cause.ofDust(OrderEvent.reference(order.id()));
    }
}
