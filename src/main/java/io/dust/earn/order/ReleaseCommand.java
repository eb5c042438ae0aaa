package io.dust.earn.order;

import java.util.Optional;

import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.order.OrderEvent;

/** Releases the pending points of an order whose waiting time is over. */
record ReleaseCommand(String orderId, EarnSettings settings) implements OrderCommand {

    @Override
    public Optional<OrderEvent> event() {
        return Optional.empty();
    }

    @Override
    public String label() {
        return "order.release";
    }

    @Override
    public String canonical() {
        return "release";
    }

    @Override
    public Decided<OrderState> decide(OrderState state, LockedAccount account) {
        return state.order().map(order -> EarningDecision.of(order, account, account.now(), settings).decided(state))
                .orElseThrow(() -> new IllegalStateException("Order " + orderId + " has no pending points to release"));
    }
}
