package io.dust.order;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * An order as an event describes it. Amounts are in minor units of the currency, and 0 when the
 * currency is unknown.
 *
 * @param currencyCode in upper case
 * @param currency empty when ISO 4217 does not have the code
 * @param total the amount to pay, after discounts, gift cards and credits, with tax and shipping;
 *        empty when the event has none
 * @param taxTotal the tax in the total
 * @param shippingTotal the shipping in the total, with its tax
 * @param shippingTaxTotal the tax in {@code shippingTotal}
 * @param discountTotal the sum of all discounts
 * @param captured whether the order is paid
 * @param promotions the discounts that were applied
 */
public record OrderData(String id, String currencyCode, Optional<Currency> currency, OptionalLong total, long taxTotal,
        long shippingTotal, long shippingTaxTotal, long discountTotal, boolean captured, List<Promotion> promotions) {

    /**
     * A discount that was applied.
     *
     * @param amount the discount; empty when the event has none
     */
    public record Promotion(String code, OptionalLong amount) {

        private String canonical() {
            return amount.isPresent() ? code + "=" + amount.getAsLong() : code;
        }
    }

    /** An order with a total in minor units, and nothing else. */
    public static OrderData ofTotal(String id, Currency currency, long total) {
        return new OrderData(id, currency.getCurrencyCode(), Optional.of(currency), OptionalLong.of(total), 0, 0, 0, 0, false,
                List.of());
    }

    /**
     * The discounts that points paid for. A promotion without an amount counts with all discounts
     * of the order.
     */
    public long paidWithPoints() {
        return promotions.stream().filter(promotion -> DiscountCode.is(promotion.code()))
                .mapToLong(promotion -> promotion.amount().orElse(discountTotal)).reduce(0, Math::addExact);
    }

    /** The content in a form that never changes. */
    String canonical() {
        return String.join(" ", id, currencyCode, total.isPresent() ? Long.toString(total.getAsLong()) : "-",
                Long.toString(taxTotal), Long.toString(shippingTotal), Long.toString(shippingTaxTotal),
                Long.toString(discountTotal), Boolean.toString(captured),
                promotions.stream().map(Promotion::canonical).collect(Collectors.joining(",")));
    }
}
