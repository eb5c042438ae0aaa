package io.dust.event;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param promotionCodes of the promotions that were applied
 */
public record OrderData(String id, String currencyCode, Optional<Currency> currency, OptionalLong total, long taxTotal,
        long shippingTotal, long shippingTaxTotal, long discountTotal, boolean captured, List<String> promotionCodes) {

    String canonical() {
        return String.join(" ", id, currencyCode, total.isPresent() ? Long.toString(total.getAsLong()) : "-",
                Long.toString(taxTotal), Long.toString(shippingTotal), Long.toString(shippingTaxTotal),
                Long.toString(discountTotal), Boolean.toString(captured), String.join(",", promotionCodes));
    }
}
