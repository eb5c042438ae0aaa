package io.dust.event.order;

import java.util.Optional;

import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Need;
import io.dust.ledger.StatefulCommand;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.order.state.OrderState;
import io.dust.order.state.OrderTable;

/** Notes that all customers of an order have been told of its facts. */
record OrderSettled(String orderId, OrderFacts facts) implements StatefulCommand<OrderState> {

    @Override
    public String label() {
        return "order.settled";
    }

    @Override
    public String canonical() {
        return "settled " + orderId;
    }

    @Override
    public Need<OrderState> need() {
        return OrderTable.need(orderId);
    }

    @Override
    public Decided<OrderState> decide(OrderState state, LockedAccount account) {
        Optional<Order> settled = state.order().filter(order -> order.facts().isSameAs(facts));
        return Decided.noOp(settled.map(order -> state.with(order.withUnsettled(false))).orElse(state), "settled",
                "All customers of order " + orderId + " know of it.");
    }
}
