package io.dust.redeem.order;

import java.time.Instant;
import java.util.Optional;

import io.dust.order.content.Promotion;
import io.dust.order.state.Order;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.PaidDiscount;
import io.dust.setting.Ratio;

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
        if (found.isEmpty()) {
            return this;
        }
        Hold hold = found.get();
        boolean comparable = order.currency().equals(hold.currency());
        Ratio share = comparable ? state.rateOf(hold).shareOrDefault() : null;
        PaidDiscount known = cost.discounts().get(discount.code());
        if (known != null) {
            return new AppliedDiscounts(state, cost.with(discount.code(), known.withShare(share)), released, capturedBefore);
        }
        if (hold.status() == Hold.Status.CAPTURED && hold.orderId() == null) {
            PaidDiscount paid = new PaidDiscount(hold.captured(), hold.amountOf(hold.captured()), hold.captured(),
                    new PaidDiscount.Held(hold.points(), 0), true, share);
            return new AppliedDiscounts(state.with(hold.ofOrder(order.id())), cost.with(hold.code(), paid), released,
                    capturedBefore + hold.captured());
        }
        PaidDiscount.Held held = new PaidDiscount.Held(hold.points(), comparable ? hold.amount() : 0);
        long points = held.pointsFor(discount.amount());
        PaidDiscount paid = new PaidDiscount(points, hold.amountOf(points), hold.points(), held, true, share);
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
