package io.dust.earn.rule;

import java.math.BigInteger;
import java.util.List;
import java.util.function.ToLongFunction;

import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * What an order earns, written down a second time and as short as possible: first the goods and the
 * shipping that are left, then the money that is left, and last the points.
 *
 * @param numerator points for as many minor units as {@code denominator}
 */
record EarningModel(List<ModelLine> lines, long total, long credit, boolean withTax, boolean withShipping,
        boolean beforeDiscounts, long numerator, long denominator, @Nullable Integer maximum, List<ModelRefund> refunds) {

    record ModelLine(boolean goods, long quantity, long total, long tax, long discount, long discountTax, long pointsPart,
            @Nullable String tag, long[] weight, boolean giftCard) {
    }

    /**
     * @param line of the items that came back; null when the refund names none
     * @param isOfOrder whether the order itself says that they came back, and there is no refund
     */
    record ModelRefund(long amount, @Nullable Integer line, long quantity, @Nullable Long shipping, long goodwill,
            boolean isOfOrder) {
    }

    long points() {
        BigFraction paid = total + credit == 0 ? BigFraction.ONE : fraction(total, total + credit);
        BigFraction goodsLeft = BigFraction.ZERO;
        BigFraction shippingLeft = BigFraction.ZERO;
        BigFraction before = BigFraction.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            BigFraction money = paid.multiply(BigFraction.of(lines.get(i).total));
            before = before.add(money);
            goodsLeft = lines.get(i).goods ? goodsLeft.add(money.multiply(left(i))) : goodsLeft;
            shippingLeft = lines.get(i).goods ? shippingLeft : shippingLeft.add(money);
        }
        BigFraction goods = BigFraction.ONE.subtract(atMostOne(sum(refund -> refund.shipping == null ? 0
                : refund.amount - refund.shipping), goodsLeft));
        BigFraction shipping = BigFraction.ONE.subtract(atMostOne(sum(refund -> refund.shipping == null ? 0 : refund.shipping),
                shippingLeft));
        BigFraction moneyLeft = goodsLeft.multiply(goods).add(shippingLeft.multiply(shipping))
                .subtract(BigFraction.of(sum(ModelRefund::goodwill)));
        long unknown = sum(
                refund -> refund.line == null && refund.shipping == null && refund.goodwill == 0 ? refund.amount : 0);
        BigFraction rest = BigFraction.ONE.subtract(unknown == 0 ? BigFraction.ZERO
                : moneyLeft.signum() <= 0 ? BigFraction.ONE : atMostOne(unknown, moneyLeft));
        BigFraction counts = BigFraction.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            counts = counts.add(counts(lines.get(i)).multiply(left(i)).multiply(lines.get(i).goods ? goods : shipping));
        }
        boolean allBack = total > 0 && sum(ModelRefund::amount) >= total;
        BigFraction points = counts.multiply(paid).multiply(allBack ? BigFraction.ZERO : rest)
                .multiply(fraction(numerator, denominator));
        long floor = points.getNumerator().divide(points.getDenominator()).longValueExact();
        return maximum == null ? floor : Math.min(floor, maximum);
    }

    private BigFraction counts(ModelLine line) {
        if (line.goods ? line.giftCard : !withShipping) {
            return BigFraction.ZERO;
        }
        long money = line.total - (withTax ? 0 : line.tax);
        if (beforeDiscounts && line.discount > 0) {
            // The tax of what points paid for, rounded half up.
            long pointsTax = (2 * line.discountTax * line.pointsPart + line.discount) / (2 * line.discount);
            money += line.discount - line.pointsPart - (withTax ? 0 : line.discountTax - pointsTax);
        }
        return BigFraction.of(money).multiply(fraction(line.weight[0], line.weight[1]));
    }

    private BigFraction left(int index) {
        long back = sum(refund -> refund.line != null && refund.line == index ? refund.quantity : 0);
        return fraction(Math.max(lines.get(index).quantity - back, 0), lines.get(index).quantity);
    }

    private long sum(ToLongFunction<ModelRefund> value) {
        return refunds.stream().mapToLong(value).sum();
    }

    private static BigFraction atMostOne(long part, BigFraction whole) {
        return whole.signum() == 0 ? BigFraction.ZERO
                : BigFraction.of(part).compareTo(whole) >= 0 ? BigFraction.ONE : BigFraction.of(part).divide(whole);
    }

    private static BigFraction fraction(long part, long whole) {
        return BigFraction.of(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }
}
