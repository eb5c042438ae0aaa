package io.dust.redeem.order;

import java.time.Instant;
import java.util.Optional;

import io.dust.order.content.Promotion;
import io.dust.order.state.Order;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.PaidDiscount;

/**
 * The discounts of an order, applied one after the other.
 *
 * @param state with the holds that the discounts end
 * @param cost with the points of the discounts
 * @param released points of those holds
 * @param capturedBefore points of holds that were captured earlier without their order
 */
record AppliedDiscounts(CheckoutState state, OrderCost cost, long released, long capturedBefore) {

    static AppliedDiscounts none(CheckoutState state, OrderCost cost) {
        return new AppliedDiscounts(state, cost, 0, 0);
    }

    AppliedDiscounts with(Promotion discount, Order order, Instant now) {
        Optional<Hold> found = state.holdWithCode(discount.code());
        if (found.isEmpty() || cost.discounts().containsKey(discount.code())) {
            return this;
        }
        Hold hold = found.get();
        if (hold.status() == Hold.Status.CAPTURED && hold.orderId() == null) {
            PaidDiscount paid = new PaidDiscount(hold.captured(), hold.amountOf(hold.captured()), hold.captured(),
                    new PaidDiscount.Held(hold.points(), 0), true);
            return new AppliedDiscounts(state.with(hold.ofOrder(order.id())), cost.with(hold.code(), paid), released,
                    capturedBefore + hold.captured());
        }
        boolean comparable = order.currency().equals(hold.currency());
        PaidDiscount.Held held = new PaidDiscount.Held(hold.points(), comparable ? hold.amount() : 0);
        long points = held.pointsFor(discount.amount());
        PaidDiscount paid = new PaidDiscount(points, hold.amountOf(points), hold.points(), held, true);
        if (!hold.isHeld()) {
            return points == 0 ? this : new AppliedDiscounts(state, cost.with(hold.code(), paid), released, capturedBefore);
        }
        Hold ended = points == 0 ? hold.ended(Hold.Status.VOIDED, now) : hold.captured(points, order.id(), now);
        return new AppliedDiscounts(state.with(ended), points == 0 ? cost : cost.with(hold.code(), paid),
                released + hold.points(), capturedBefore);
    }

    /** Whether the customer has no hold with the code. */
    boolean isUnmatched(String code) {
        return state.holdWithCode(code).isEmpty() && !cost.discounts().containsKey(code);
    }

    /** Whether the order has the discount of a hold that ended otherwise. */
    boolean isUncovered(String code, String orderId) {
        return cost.discounts().containsKey(code)
                && state.holdWithCode(code).filter(hold -> orderId.equals(hold.orderId())).isEmpty();
    }
}
