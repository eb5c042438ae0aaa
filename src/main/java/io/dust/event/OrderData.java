package io.dust.event;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * An order, as a shop tells it. Amounts are in minor units of its currency, and 0 when the currency is not known.
 *
 * @param currencyCode in upper case
 * @param currency what ISO 4217 knows of it
 * @param total what is left to pay, after discounts, gift cards and credits, with tax and shipping; empty if not told
 * @param taxTotal the tax in the total
 * @param shippingTotal the shipping in the total, with its tax
 * @param shippingTaxTotal the tax in {@code shippingTotal}
 * @param discountTotal what discounts have taken off
 * @param captured whether it is paid
 * @param promotions that were applied
 */
public record OrderData(String id, String currencyCode, Optional<Currency> currency, OptionalLong total, long taxTotal,
        long shippingTotal, long shippingTaxTotal, long discountTotal, boolean captured, List<Promotion> promotions) {

    /**
     * A promotion that was applied.
     *
     * @param amount what it has taken off; empty if not told
     */
    public record Promotion(String code, OptionalLong amount) {

        private String canonical() {
            return amount.isPresent() ? code + "=" + amount.getAsLong() : code;
        }
    }

    /** An order of which only the total is known, in minor units. */
    public static OrderData ofTotal(String id, Currency currency, long total) {
        return new OrderData(id, currency.getCurrencyCode(), Optional.of(currency), OptionalLong.of(total), 0, 0, 0, 0, false,
                List.of());
    }

    /** Of the discounts, what was paid with points; all of them if the shop does not tell. */
    public long paidWithPoints() {
        return promotions.stream().filter(promotion -> PointsCode.is(promotion.code()))
                .mapToLong(promotion -> promotion.amount().orElse(discountTotal)).reduce(0, Math::addExact);
    }

    String canonical() {
        return String.join(" ", id, currencyCode, total.isPresent() ? Long.toString(total.getAsLong()) : "-",
                Long.toString(taxTotal), Long.toString(shippingTotal), Long.toString(shippingTaxTotal),
                Long.toString(discountTotal), Boolean.toString(captured),
                promotions.stream().map(Promotion::canonical).collect(Collectors.joining(",")));
    }
}
