package io.dust.order.content;

import static io.dust.order.content.LineParser.difference;
import static io.dust.order.content.LineParser.first;

import java.util.List;
import java.util.OptionalLong;

/**
 * The totals of an order as the shop tells them.
 *
 * @param total the amount to pay
 * @param credit the amount that gift cards and credits paid
 * @param tax empty when the shop does not say
 * @param discount all discounts with their tax; empty when the shop does not say
 * @param discountTax the tax in the discount; empty when the shop does not say
 */
record OrderTotals(long total, long credit, OptionalLong tax, OptionalLong discount, OptionalLong discountTax) {

    static OrderTotals of(Members order) {
        long total = order.requireAmount("total");
        long credit = order.amount("gift_card_total").orElse(0) + order.amount("credit_line_total").orElse(0);
        OptionalLong tax = order.amount("tax_total");
        return new OrderTotals(total, credit, tax,
                first(order.amount("discount_total"),
                        first(difference(order.amount("original_total"), OptionalLong.of(total + credit)), promotions(order))),
                first(order.amount("discount_tax_total"), difference(order.amount("original_tax_total"), tax)));
    }

    /** The discounts of all promotions that say an amount; empty when none does. */
    private static OptionalLong promotions(Members order) {
        return order.list("promotions", ContentParser.MAX_PROMOTIONS).stream().map(promotion -> promotion.amount("amount"))
                .flatMapToLong(OptionalLong::stream).reduce(Math::addExact);
    }

    long gross() {
        return total + credit;
    }

    /** The shipping of an order without shipping methods; none when there is no shipping. */
    static List<LineDraft> shipping(Members order) {
        OptionalLong total = order.amount("shipping_total");
        OptionalLong tax = order.amount("shipping_tax_total");
        long discount = difference(order.amount("original_shipping_total"), total).orElse(0);
        OptionalLong discountTax = difference(order.amount("original_shipping_tax_total"), tax);
        if (total.orElse(0) == 0 && discount == 0) {
            return List.of();
        }
        Line line = Line.of(Line.Kind.SHIPPING, 0, 0, 0, 0).withMoney(total.orElse(0), tax.orElse(0), discount,
                discountTax.orElse(0));
        return List.of(new LineDraft(line, true, discountTax.isPresent()));
    }

    /** The goods of an order without items: all that is not shipping. */
    LineDraft goods(List<LineDraft> shipping) {
        long shippingTotal = shipping.stream().mapToLong(draft -> draft.line().total()).sum();
        long shippingDiscount = shipping.stream().mapToLong(draft -> draft.line().discount()).sum();
        return new LineDraft(Line.of(Line.Kind.GOODS, Math.max(gross() - shippingTotal, 0), 0,
                Math.max(discount.orElse(0) - shippingDiscount, 0), 0), false, false);
    }
}
