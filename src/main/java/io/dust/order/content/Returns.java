package io.dust.order.content;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What an order keeps after all that came back. It follows from the set of refunds, whatever their
 * sequence. What is kept of a line of goods is its {@code quantities} times {@code goodsNet} or
 * {@code goodsTax} times {@code rest}, and of a line of shipping {@code shipping} times {@code rest}.
 *
 * @param quantities the kept fraction of the quantity of each line, in the order of the lines
 * @param goodsNet the fraction that is kept of the money for goods without tax, because refunds say
 *        nothing but that they are for goods
 * @param goodsTax the same for the tax of goods
 * @param shipping the fraction that is kept of shipping
 * @param rest the fraction that is kept of everything, because refunds do not say what they are for
 * @param refunded the money of all refunds, in minor units
 * @param excess the money that was refunded beyond the total, in minor units
 * @param pointsValue the part of the discount paid with points that came back, in minor units
 */
public record Returns(List<BigFraction> quantities, BigFraction goodsNet, BigFraction goodsTax, BigFraction shipping,
        BigFraction rest, long refunded, long excess, long pointsValue) {

    /** Nothing came back. */
    public static Returns none(OrderContent content) {
        return new Returns(Collections.nCopies(content.lines().size(), BigFraction.ONE), BigFraction.ONE, BigFraction.ONE,
                BigFraction.ONE, BigFraction.ONE, 0, 0, 0);
    }

    /**
     * What came back of an order when the returned quantities of its lines and the refunds describe
     * the same goods: the refunds of a state, or refunds of an order whose lines tell of no returns.
     *
     * @param paidWithPoints the discounts that points paid for, in minor units
     */
    public static Returns of(OrderContent content, long paidWithPoints, Collection<Refund> refunds) {
        return of(content, paidWithPoints, refunds, List.of());
    }

    /**
     * What came back of an order.
     *
     * @param paidWithPoints the discounts that points paid for, in minor units
     * @param refunds those that describe the same goods as the returned quantities of the lines
     * @param later refunds of other goods
     */
    public static Returns of(OrderContent content, long paidWithPoints, Collection<Refund> refunds,
            Collection<Refund> later) {
        List<Refund> all = Stream.concat(refunds.stream(), later.stream()).toList();
        if (all.isEmpty() && content.lines().stream().allMatch(line -> line.returned() == 0)) {
            return none(content);
        }
        ReturnedQuantities quantities = ReturnedQuantities.of(content, refunds, later);
        RefundedMoney money = RefundedMoney.of(content, refunds).explainedBy(quantities.valueWithoutRefund(content))
                .plus(RefundedMoney.of(content, later));
        GoodsLeft goods = GoodsLeft.of(content, quantities).after(money);
        BigFraction shipping = shippingPaid(content);
        BigFraction shippingBack = Fractions.min(money.shipping(), shipping);
        long refunded = all.stream().mapToLong(Refund::amount).reduce(0, Math::addExact);
        BigFraction told = quantities.value(content).add(goods.back()).add(shippingBack).add(money.goodwill());
        return new Returns(quantities.kept(content), goods.keptNet(), goods.keptTax(), Fractions.kept(shipping, shippingBack),
                rest(content.total(), refunded, told, money.withoutWords()), refunded, Math.max(refunded - content.total(), 0),
                ReturnedPoints.value(content, paidWithPoints, refunds, later, quantities));
    }

    /** Refunds without words take their share of the money that the others have left. */
    private static BigFraction rest(long total, long refunded, BigFraction told, BigFraction withoutWords) {
        BigFraction left = Fractions.of(total).subtract(told);
        if (total > 0 && refunded >= total) {
            return BigFraction.ZERO;
        }
        if (withoutWords.signum() == 0) {
            return BigFraction.ONE;
        }
        return left.signum() <= 0 ? BigFraction.ZERO : Fractions.kept(left, withoutWords);
    }

    private static BigFraction shippingPaid(OrderContent content) {
        long total = content.lines().stream().filter(line -> !line.isGoods()).mapToLong(Line::total).reduce(0, Math::addExact);
        return Fractions.of(total).multiply(content.creditShare());
    }
}
