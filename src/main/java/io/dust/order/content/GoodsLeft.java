package io.dust.order.content;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The goods of an order that are left after the quantities that came back, and the money that was
 * refunded for a part of them.
 *
 * @param net what was paid for them, without tax
 * @param tax the tax that was paid for them
 * @param netBack the refunded part of {@code net}
 * @param taxBack the refunded part of {@code tax}
 * @param anyBack the refunded part of both that nobody has divided into net and tax
 */
record GoodsLeft(BigFraction net, BigFraction tax, BigFraction netBack, BigFraction taxBack, BigFraction anyBack) {

    static GoodsLeft of(OrderContent content, ReturnedQuantities quantities) {
        List<BigFraction> kept = quantities.kept(content);
        BigFraction share = content.creditShare();
        return new GoodsLeft(left(content, kept, line -> line.total() - line.tax()).multiply(share),
                left(content, kept, Line::tax).multiply(share), BigFraction.ZERO, BigFraction.ZERO, BigFraction.ZERO);
    }

    private static BigFraction left(OrderContent content, List<BigFraction> kept, ToLongFunction<Line> amount) {
        return Fractions.sum(IntStream.range(0, kept.size()).filter(i -> content.lines().get(i).isGoods())
                .mapToObj(i -> kept.get(i).multiply(Fractions.of(amount.applyAsLong(content.lines().get(i))))).toList());
    }

    GoodsLeft after(RefundedMoney money) {
        BigFraction ofNet = Fractions.min(money.net(), net);
        BigFraction ofTax = Fractions.min(money.tax(), tax);
        return new GoodsLeft(net, tax, ofNet, ofTax, Fractions.min(money.goods(), left(ofNet, ofTax)));
    }

    /** The money that was refunded for goods without naming items. */
    BigFraction back() {
        return netBack.add(taxBack).add(anyBack);
    }

    /** The fraction that is kept of {@code net}. */
    BigFraction keptNet() {
        return Fractions.kept(net, netBack).multiply(keptOfAny());
    }

    /** The fraction that is kept of {@code tax}. */
    BigFraction keptTax() {
        return Fractions.kept(tax, taxBack).multiply(keptOfAny());
    }

    private BigFraction keptOfAny() {
        return Fractions.kept(left(netBack, taxBack), anyBack);
    }

    private BigFraction left(BigFraction ofNet, BigFraction ofTax) {
        return net.add(tax).subtract(ofNet).subtract(ofTax);
    }
}
