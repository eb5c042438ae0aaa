package io.dust.event.order;

import java.util.List;
import java.util.UUID;

import io.dust.earn.rule.RuleHistory;
import io.dust.earn.rule.RuleQuery;
import io.dust.ledger.Need;
import io.dust.ledger.Need.Both;
import io.dust.order.state.OrderState;
import io.dust.order.state.OrderTable;
import io.dust.redeem.checkout.CheckoutQuery;
import io.dust.redeem.checkout.CheckoutState;

/** All that a decision about an order of a customer needs. */
record OrderAccount(OrderState order, CheckoutState checkout, RuleHistory rules) {

    /** @param holdIds the holds whose codes the order has */
    static Need<Both<Both<OrderState, CheckoutState>, RuleHistory>> need(String orderId, RuleQuery rules,
            List<UUID> holdIds) {
        CheckoutQuery checkout = holdIds.isEmpty()
                ? new CheckoutQuery(holdIds, orderId, null, false)
                : new CheckoutQuery(holdIds, orderId, rules.currency(), true);
        return new Need.Two<>(new Need.Two<>(OrderTable.need(orderId), checkout.need()), rules.need());
    }

    static OrderAccount of(Both<Both<OrderState, CheckoutState>, RuleHistory> state) {
        return new OrderAccount(state.first().first(), state.first().second(), state.second());
    }

    Both<Both<OrderState, CheckoutState>, RuleHistory> state() {
        return new Both<>(new Both<>(order, checkout), rules);
    }
}
