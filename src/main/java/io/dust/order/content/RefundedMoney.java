package io.dust.order.content;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The money of refunds by what it is for, in minor units. The money of items that came back is not
 * in it: their quantities tell what they were worth.
 *
 * @param withoutWords what the shop does not say
 * @param shipping with its tax
 * @param goods with their tax, when the shop does not say how much of it is tax
 * @param net goods without their tax
 * @param tax of goods
 * @param goodwill nothing came back for it
 */
record RefundedMoney(BigFraction withoutWords, BigFraction shipping, BigFraction goods, BigFraction net, BigFraction tax,
        BigFraction goodwill) {

    private static final RefundedMoney NONE = withoutWords(BigFraction.ZERO);

    static RefundedMoney of(OrderContent content, Collection<Refund> refunds) {
        return refunds.stream().map(refund -> of(content, refund)).reduce(NONE, RefundedMoney::plus);
    }

    private static RefundedMoney of(OrderContent content, Refund refund) {
        if (!refund.hasWords()) {
            return withoutWords(Fractions.of(refund.amount()));
        }
        long shipping = Math.min(refund.shipping().orElse(0), refund.amount());
        long goodwill = Math.min(refund.goodwill().orElse(0), refund.amount() - shipping);
        BigFraction goods = Fractions.of(refund.amount() - shipping - goodwill);
        RefundedMoney others = new RefundedMoney(BigFraction.ZERO, Fractions.of(shipping), BigFraction.ZERO, BigFraction.ZERO,
                BigFraction.ZERO, Fractions.of(goodwill));
        if (!refund.items().isEmpty()) {
            return others.plus(withoutWords(ofUnknownItems(content, refund, goods)));
        }
        if (refund.tax().isEmpty()) {
            return others.plus(ofGoods(goods, BigFraction.ZERO, BigFraction.ZERO));
        }
        BigFraction tax = Fractions.min(goods,
                Fractions.minus(Fractions.of(refund.tax().getAsLong()), taxOfShipping(content, shipping)));
        return others.plus(ofGoods(BigFraction.ZERO, goods.subtract(tax), tax));
    }

    /** The money that is for items which the order does not have: nobody knows what they are. */
    private static BigFraction ofUnknownItems(OrderContent content, Refund refund, BigFraction goods) {
        BigFraction known = BigFraction.ZERO;
        boolean allKnown = true;
        for (Map.Entry<String, Long> item : refund.items().entrySet()) {
            Optional<Line> line = content.goods(item.getKey());
            allKnown &= line.isPresent();
            known = known.add(line.map(found -> ReturnedQuantities.value(found, Math.min(item.getValue(), found.quantity())))
                    .orElse(BigFraction.ZERO));
        }
        return allKnown ? BigFraction.ZERO : Fractions.minus(goods, known.multiply(content.creditShare()));
    }

    private static BigFraction taxOfShipping(OrderContent content, long refunded) {
        long total = 0;
        long tax = 0;
        for (Line line : content.lines()) {
            total += line.isGoods() ? 0 : line.total();
            tax += line.isGoods() ? 0 : line.tax();
        }
        return total == 0 ? BigFraction.ZERO : Fractions.of(refunded).multiply(Fractions.of(tax, total));
    }

    /**
     * The money that is left when goods came back without a refund that names them: their value
     * explains refunds without words first, and then those of goods.
     */
    RefundedMoney explainedBy(BigFraction value) {
        BigFraction open = Fractions.minus(value, withoutWords);
        BigFraction share = Fractions.kept(goods.add(net).add(tax), open);
        return new RefundedMoney(Fractions.minus(withoutWords, value), shipping, goods.multiply(share), net.multiply(share),
                tax.multiply(share), goodwill);
    }

    private static RefundedMoney withoutWords(BigFraction amount) {
        return new RefundedMoney(amount, BigFraction.ZERO, BigFraction.ZERO, BigFraction.ZERO, BigFraction.ZERO,
                BigFraction.ZERO);
    }

    private static RefundedMoney ofGoods(BigFraction goods, BigFraction net, BigFraction tax) {
        return new RefundedMoney(BigFraction.ZERO, BigFraction.ZERO, goods, net, tax, BigFraction.ZERO);
    }

    RefundedMoney plus(RefundedMoney other) {
        return new RefundedMoney(withoutWords.add(other.withoutWords), shipping.add(other.shipping), goods.add(other.goods),
                net.add(other.net), tax.add(other.tax), goodwill.add(other.goodwill));
    }
}
