package io.dust.earn.order;

import java.time.Instant;

import io.dust.account.Provenance;
import io.dust.earn.rule.EarningTerms;
import io.dust.ledger.Decided;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingResult;
import io.dust.order.OrderEventHandler;
import io.vertx.core.json.JsonObject;

/**
 * The posting after which a customer has the points that an order should have earned, and the order
 * after it. One event needs at most one posting.
 */
record EarningDecision(PostingResult result, Order order) {

    /** @param at when the cause of the decision occurred */
    static EarningDecision of(Order order, LockedAccount locked, Instant at, EarnSettings settings) {
        LockedAccount account = locked.from(new Provenance(at, computedFrom(order)));
        EarningTerms terms = order.facts().terms();
        if (order.reversed()) {
            return noOp(order, "Staff have reversed the points of order " + order.id() + ".");
        }
        if (terms == null) {
            return noOp(order, "The event counts as soon as the order.placed of order " + order.id() + " arrives.");
        }
        if (terms.ruleVersion() == null) {
            return new EarningDecision(PostingResult.noOp(OrderEventHandler.IGNORED, "There is no earning rule for "
                    + order.currencyCode() + ", so order " + order.id() + " earns nothing."), order);
        }
        if (order.points().released() > 0) {
            return clawBack(order, order.points().netEarned() - order.earned(), account, settings);
        }
        boolean due = order.releaseAt(settings).filter(time -> !account.now().isBefore(time)).isPresent();
        return order.points().pending() > 0 ? changePending(order, account, due) : earn(order, account, due);
    }

    Decided<OrderState> decided(OrderState state) {
        return new Decided<>(result, state.with(order));
    }

    private static String computedFrom(Order order) {
        EarningTerms terms = order.facts().terms();
        return terms == null ? "{}"
                : new JsonObject().put("currency_code", order.currencyCode()).mergeIn(terms.toJson())
                        .put("refunded", order.facts().refunded()).encode();
    }

    private static EarningDecision changePending(Order order, LockedAccount account, boolean due) {
        long pending = order.points().pending();
        long earned = order.earned();
        if (pending > earned) {
            return post(Posting.earnCancel(pending - earned), account, order.with(Order.Points.pending(earned)));
        }
        return due ? post(Posting.earnRelease(pending), account, order.with(Order.Points.released(pending)))
                : noOp(order, pending + " points stay pending.");
    }

    private static EarningDecision earn(Order order, LockedAccount account, boolean due) {
        long points = order.earned();
        if (points == 0) {
            return noOp(order, "Order " + order.id() + " earns nothing.");
        }
        return due ? post(Posting.earn(points), account, order.with(Order.Points.released(points)))
                : post(Posting.earnPending(points), account, order.with(Order.Points.pending(points)));
    }

    private static EarningDecision clawBack(Order order, long points, LockedAccount account, EarnSettings settings) {
        if (points == 0) {
            return noOp(order, "The points of order " + order.id() + " do not change.");
        }
        long available = Math.min(points, account.balance().points());
        return switch (settings.clawBack()) {
            case DEBT -> take(order, points, 0, account);
            case CLAMP -> take(order, available, points - available, account);
            case REFUSE -> available == points ? take(order, points, 0, account)
                    : new EarningDecision(PostingResult.rejected(LedgerReason.INSUFFICIENT_POINTS, points + " points of order "
                            + order.id() + " must be clawed back; the customer has " + account.balance().points() + "."),
                            order);
        };
    }

    private static EarningDecision take(Order order, long taken, long waived, LockedAccount account) {
        Order.Points before = order.points();
        Order after = order.with(
                new Order.Points(0, before.released(), before.clawedBack() + taken, before.waived() + waived));
        return taken > 0 ? post(Posting.clawBack(taken), account, after)
                : noOp(after, waived + " points of order " + order.id() + " are spent and not clawed back.");
    }

    private static EarningDecision post(Posting posting, LockedAccount account, Order after) {
        return new EarningDecision(posting.apply(account), after);
    }

    private static EarningDecision noOp(Order order, String detail) {
        return new EarningDecision(PostingResult.noOp(OrderEventHandler.APPLIED, detail), order);
    }
}
