package io.dust.earn.order;

import java.util.Currency;

import io.dust.earn.rule.RuleHistory;
import io.dust.earn.rule.RuleQuery;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Need;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.ledger.StatefulCommand;
import io.dust.order.state.Order;
import io.dust.order.state.OrderState;
import io.dust.order.state.OrderTable;

/** Releases the pending points of an order whose waiting time is over. */
record ReleaseCommand(String orderId, Currency currency, EarnSettings settings)
        implements
            StatefulCommand<Need.Both<OrderState, RuleHistory>> {

    @Override
    public String label() {
        return "order.release";
    }

    @Override
    public String canonical() {
        return "release";
    }

    @Override
    public Need<Need.Both<OrderState, RuleHistory>> need() {
        return new Need.Two<>(OrderTable.need(orderId), new RuleQuery(currency, null).need());
    }

    @Override
    public Decided<Need.Both<OrderState, RuleHistory>> decide(Need.Both<OrderState, RuleHistory> state,
            LockedAccount account) {
        Order order = state.first().order()
                .orElseThrow(() -> new IllegalStateException("Order " + orderId + " has no pending points to release"));
        EarningDecision decision = EarningDecision.of(order, state.second(), PostingSeries.on(account), account.now(),
                settings);
        return new Decided<>(decision.postings().result(PostingResult.noOp("unchanged", decision.detail())),
                new Need.Both<>(state.first().with(decision.order()), decision.rules()));
    }
}
