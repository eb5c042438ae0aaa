package io.dust.event.order;

import java.time.Instant;
import java.util.List;

import io.dust.earn.order.EarnSettings;
import io.dust.earn.order.EarningDecision;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.redeem.order.SpendingDecision;

/**
 * What follows from the facts of an order: what it costs and what it earns, in one series of
 * postings.
 *
 * @param outcome of the event, in the words of the API, when no points change
 */
record OrderDecision(OrderAccount known, PostingSeries postings, List<SpendingDecision.Notice> notices, String outcome,
        String detail) {

    /**
     * Decides.
     *
     * @param before the facts before the event
     * @param order with the facts after it
     * @param at when the event occurred
     */
    static OrderDecision of(OrderFacts before, Order order, OrderAccount known, LockedAccount account, Instant at,
            EarnSettings settings) {
        // Returned points first, so that points which are taken back do not become debt for a moment.
        SpendingDecision spending = SpendingDecision.of(before, order, known.checkout(), PostingSeries.on(account), at);
        EarningDecision earning = EarningDecision.of(spending.order(), known.rules(), spending.postings(), at, settings);
        return new OrderDecision(
                new OrderAccount(known.order().with(earning.order()), spending.state(), earning.rules()), earning.postings(),
                spending.notices(), earning.isIgnored() && !spending.isChanged() ? OrderEvents.IGNORED : OrderEvents.APPLIED,
                earning.detail());
    }

    PostingResult result() {
        return postings.result(PostingResult.noOp(outcome, detail));
    }
}
