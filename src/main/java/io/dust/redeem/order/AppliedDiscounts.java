package io.dust.redeem.order;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import io.dust.order.OrderData;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.RedemptionPosting;

/**
 * The discounts of an order, applied one after the other.
 *
 * @param state with the holds that the discounts end
 * @param cost with the points of the discounts
 * @param released points of those holds
 * @param capturedBefore points of holds that were captured earlier without their order
 * @param known whether an earlier event had one of the discounts
 */
record AppliedDiscounts(CheckoutState state, OrderCost cost, long released, long capturedBefore, boolean known) {

    static AppliedDiscounts none(CheckoutState state, OrderCost cost) {
        return new AppliedDiscounts(state, cost, 0, 0, false);
    }

    AppliedDiscounts with(OrderData.Promotion discount, OrderData order, Instant now) {
        Optional<Hold> found = state.holdWithCode(discount.code());
        if (found.isEmpty()) {
            return this;
        }
        if (cost.codes().containsKey(discount.code())) {
            return new AppliedDiscounts(state, cost, released, capturedBefore, true);
        }
        Hold hold = found.get();
        if (hold.status() == Hold.Status.CAPTURED && hold.orderId() == null) {
            return new AppliedDiscounts(state.with(hold.ofOrder(order.id())), costWith(hold, hold.captured()), released,
                    capturedBefore + hold.captured(), known);
        }
        long points = pointsOf(hold, order, discount.amount());
        if (!hold.isHeld()) {
            return points == 0 ? this : new AppliedDiscounts(state, costWith(hold, points), released, capturedBefore, known);
        }
        Hold ended = points == 0 ? hold.ended(Hold.Status.VOIDED, now) : hold.captured(points, order.id(), now);
        return new AppliedDiscounts(state.with(ended), points == 0 ? cost : costWith(hold, points), released + hold.points(),
                capturedBefore, known);
    }

    private OrderCost costWith(Hold hold, long points) {
        return cost.captured(hold.code(), points, RedemptionPosting.amountOf(hold, points));
    }

    /** All points of the hold, unless the event says that the discount was smaller. */
    private static long pointsOf(Hold hold, OrderData order, OptionalLong amount) {
        boolean smaller = amount.isPresent() && amount.getAsLong() < hold.amount()
                && order.currencyCode().equals(hold.currency().getCurrencyCode());
        return smaller ? RedemptionPosting.pointsOf(hold, amount.getAsLong()) : hold.points();
    }
}
