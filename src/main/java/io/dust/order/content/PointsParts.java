package io.dust.order.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.apache.commons.numbers.fraction.BigFraction;

/** The part of each line's discount that points paid for. */
public final class PointsParts {

    private PointsParts() {
    }

    /**
     * The part of one line, in minor units and exact.
     *
     * @param amount with its tax
     * @param tax of the amount
     */
    public record Part(BigFraction amount, BigFraction tax) {

        private static final Part NONE = new Part(BigFraction.ZERO, BigFraction.ZERO);

        private static Part told(Line line) {
            long amount = line.toldPointsDiscount();
            return amount == 0 ? NONE
                    : new Part(Fractions.of(amount), Fractions.of(Shares.of(line.discountTax(), amount, line.discount())));
        }

        private static Part share(long amount, long weight, long taxWeight, long weights) {
            return amount == 0 || weight == 0 ? NONE
                    : new Part(Fractions.of(amount).multiply(Fractions.of(weight, weights)),
                            Fractions.of(amount).multiply(Fractions.of(taxWeight, weights)));
        }
    }

    /**
     * The parts in the order of the lines. A line that says its part has that one. What is left of
     * the amount is split over the other goods, in proportion to their discounts; only what is more
     * than these discounts belongs to shipping.
     *
     * @param paidWithPoints the amount that points paid for, in minor units
     */
    public static List<Part> of(OrderContent content, long paidWithPoints) {
        List<Line> lines = content.lines();
        long told = sum(lines, Line::toldPointsDiscount, line -> true);
        Predicate<Line> isOpen = line -> told == 0 || line.pointsDiscount() == null;
        long left = Math.max(paidWithPoints - told, 0);
        long discounts = sum(lines, Line::discount, isOpen.and(Line::isGoods));
        long shippingDiscounts = sum(lines, Line::discount, isOpen.and(line -> !line.isGoods()));
        long ofShipping = Math.min(Math.max(left - discounts, 0), shippingDiscounts);
        ToLongFunction<Line> weight = weight(lines, isOpen.and(Line::isGoods));
        long weights = sum(lines, weight, isOpen.and(Line::isGoods));
        List<Part> parts = new ArrayList<>();
        for (Line line : lines) {
            if (!isOpen.test(line)) {
                parts.add(Part.told(line));
            } else if (line.isGoods()) {
                parts.add(Part.share(left - ofShipping, weight.applyAsLong(line), discounts == 0 ? 0 : line.discountTax(),
                        weights));
            } else {
                parts.add(Part.share(ofShipping, line.discount(), line.discountTax(), shippingDiscounts));
            }
        }
        return parts;
    }

    /** Goods that have no discount share by their totals; goods that cost nothing share alike. */
    private static ToLongFunction<Line> weight(List<Line> lines, Predicate<Line> isOpenGoods) {
        if (sum(lines, Line::discount, isOpenGoods) > 0) {
            return Line::discount;
        }
        return sum(lines, Line::total, isOpenGoods) > 0 ? Line::total : line -> 1;
    }

    private static long sum(List<Line> lines, ToLongFunction<Line> value, Predicate<Line> counts) {
        return lines.stream().filter(counts).mapToLong(value).reduce(0, Math::addExact);
    }
}
