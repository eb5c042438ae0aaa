package io.dust.order.content;

import java.math.BigInteger;

/**
 * An item of which a part came back. Medusa's totals of such an item are those of the rest, beside
 * the full quantity and the total of what came back ({@code return_received_total}).
 */
final class ReturnedItem {

    private ReturnedItem() {
    }

    /** The item with the money of its full quantity, whichever of both its totals are. */
    static LineDraft atFullQuantity(Members item, LineDraft told) {
        Line line = told.line();
        long cameBack = item.amount("return_received_total").orElse(0) + item.amount("return_dismissed_total").orElse(0);
        long rest = line.quantity() - line.returned();
        if (cameBack == 0 || line.returned() == 0 || !isOfRest(line, cameBack)) {
            return told;
        }
        long total = line.total() + cameBack;
        return rest == 0 ? new LineDraft(line.withMoney(total, 0, discountPaid(line), 0), false, false)
                : told.withMoney(total, full(line, line.tax()), full(line, line.discount()), full(line, line.discountTax()));
    }

    /** Whether the total fits to the rest of the quantity better than to all of it. */
    private static boolean isOfRest(Line line, long cameBack) {
        BigInteger total = product(line.total(), line.returned());
        BigInteger ofRest = product(cameBack, line.quantity() - line.returned());
        BigInteger ofAll = product(cameBack, line.quantity());
        return total.subtract(ofRest).abs().compareTo(total.subtract(ofAll).abs()) < 0;
    }

    private static long full(Line line, long amountOfRest) {
        return Shares.of(amountOfRest, line.quantity(), line.quantity() - line.returned());
    }

    private static long discountPaid(Line line) {
        return Math.max(line.discount(), line.toldPointsDiscount());
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}
