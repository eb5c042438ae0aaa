package io.dust.earn;

import java.time.Instant;
import java.util.Optional;

import io.dust.event.OrderEventHandler;
import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Origin;
import io.dust.ledger.Posting;
import io.dust.ledger.Reason;
import io.vertx.core.json.JsonObject;

/**
 * What has to happen so that a customer has what an order should have brought them, and the order once it has happened.
 * One event needs one posting at the most.
 */
record Settlement(Decision decision, Order order) {

    static Settlement of(Order order, Balance balance, EarnSettings settings, Instant now) {
        if (order.reversed()) {
            return nothing(order, "Staff have reversed what order " + order.id() + " had earned.");
        }
        if (order.facts().terms() == null) {
            return nothing(order, "This is kept in mind until the order.placed of order " + order.id() + " comes.");
        }
        if (order.facts().terms().ruleVersion() == null) {
            return new Settlement(new Decision.Keep(OrderEventHandler.IGNORED,
                    "There is no earning rule for " + order.currencyCode() + ", so order " + order.id() + " earns nothing."),
                    order);
        }
        if (order.points().released() > 0) {
            return clawBack(order, order.points().outstanding() - order.wanted(), balance, settings);
        }
        boolean due = order.releaseAt(settings).filter(at -> !now.isBefore(at)).isPresent();
        return order.points().pending() > 0 ? settlePending(order, balance, due) : earn(order, balance, due);
    }

    /** What the ledger is to do about it, which happened at that instant. */
    Considered.Conclusion<OrderEntry> conclude(OrderEntry entry, Instant at) {
        return new Considered.Conclusion<>(decision.from(new Origin(at, computedFrom())),
                Optional.of(new OrderEntry(entry.owner(), Optional.of(order), entry.rules())));
    }

    private String computedFrom() {
        Terms terms = order.facts().terms();
        return terms == null ? "{}"
                : new JsonObject().put("currency_code", order.currencyCode()).mergeIn(terms.toJson())
                        .put("refunded", order.facts().refunded()).encode();
    }

    private static Settlement settlePending(Order order, Balance balance, boolean due) {
        long pending = order.points().pending();
        long wanted = order.wanted();
        if (pending > wanted) {
            return post(new Posting.EarnCancel(pending - wanted), balance, order.with(Order.Points.pending(wanted)));
        }
        return due ? post(new Posting.EarnRelease(pending), balance, order.with(Order.Points.released(pending)))
                : nothing(order, pending + " points stay pending.");
    }

    private static Settlement earn(Order order, Balance balance, boolean due) {
        long points = order.wanted();
        if (points == 0) {
            return nothing(order, "Order " + order.id() + " earns nothing.");
        }
        return due ? post(new Posting.Earn(points), balance, order.with(Order.Points.released(points)))
                : post(new Posting.EarnPending(points), balance, order.with(Order.Points.pending(points)));
    }

    private static Settlement clawBack(Order order, long points, Balance balance, EarnSettings settings) {
        if (points == 0) {
            return nothing(order, "This changes nothing of the points that order " + order.id() + " has earned.");
        }
        long there = Math.min(points, balance.points());
        return switch (settings.clawBack()) {
            case DEBT -> take(order, points, 0, balance);
            case CLAMP -> take(order, there, points - there, balance);
            case REFUSE -> there == points ? take(order, points, 0, balance)
                    : new Settlement(new Decision.Refuse(Reason.INSUFFICIENT_POINTS, points + " points of order " + order.id()
                            + " have to go back, and " + balance.points() + " are there."), order);
        };
    }

    private static Settlement take(Order order, long taken, long waived, Balance balance) {
        Order.Points before = order.points();
        Order after = order.with(
                new Order.Points(0, before.released(), before.clawedBack() + taken, before.waived() + waived));
        return taken > 0 ? post(new Posting.ClawBack(taken), balance, after)
                : nothing(after, waived + " points of order " + order.id() + " should go back, but have been spent.");
    }

    private static Settlement post(Posting posting, Balance balance, Order after) {
        return new Settlement(posting.decide(balance, Optional.empty()), after);
    }

    private static Settlement nothing(Order order, String detail) {
        return new Settlement(new Decision.Keep(OrderEventHandler.APPLIED, detail), order);
    }
}
