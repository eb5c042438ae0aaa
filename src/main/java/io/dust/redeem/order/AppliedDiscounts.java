package io.dust.redeem;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import io.dust.event.OrderData;

/**
 * What the discounts of an order have cost, added up one after the other.
 *
 * @param wallet with the holds that they end
 * @param redemption with what they cost
 * @param freed points of those holds
 * @param before points of them that were captured before, by whoever did not say for which order
 * @param known whether one of them had been told before
 */
record Spent(Wallet wallet, Redemption redemption, long freed, long before, boolean known) {

    static Spent nothing(Wallet wallet, Redemption redemption) {
        return new Spent(wallet, redemption, 0, 0, false);
    }

    /** With one more discount. */
    Spent with(OrderData.Promotion discount, OrderData order, Instant now) {
        Optional<Hold> found = wallet.withCode(discount.code());
        if (found.isEmpty()) {
            return this;
        }
        if (redemption.codes().containsKey(discount.code())) {
            return new Spent(wallet, redemption, freed, before, true);
        }
        Hold hold = found.get();
        if (hold.status() == Hold.Status.CAPTURED && hold.orderId() == null) {
            return new Spent(wallet.with(hold.ofOrder(order.id())), paidFor(hold, hold.captured()), freed,
                    before + hold.captured(), known);
        }
        long points = pointsOf(hold, order, discount.amount());
        if (!hold.isHeld()) {
            return points == 0 ? this : new Spent(wallet, paidFor(hold, points), freed, before, known);
        }
        Hold ended = points == 0 ? hold.ended(Hold.Status.VOIDED, now) : hold.captured(points, order.id(), now);
        return new Spent(wallet.with(ended), points == 0 ? redemption : paidFor(hold, points), freed + hold.points(), before,
                known);
    }

    private Redemption paidFor(Hold hold, long points) {
        return redemption.captured(hold.code(), points, Settlement.amountOf(hold, points));
    }

    /** All of them, unless the shop says that the discount came out smaller. */
    private static long pointsOf(Hold hold, OrderData order, OptionalLong told) {
        long amount = hold.discount().amount();
        boolean smaller = told.isPresent() && told.getAsLong() < amount
                && order.currencyCode().equals(hold.discount().currency().getCurrencyCode());
        return smaller ? Settlement.pointsOf(hold, told.getAsLong()) : hold.points();
    }
}
