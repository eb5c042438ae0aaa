package io.dust.order.content;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.dust.http.InvalidRequest;

/**
 * Parses the items and shipping methods of an order.
 *
 * @param isPaidWithPoints whether points pay for the discounts that have a code
 */
record LineParser(Predicate<String> isPaidWithPoints) {

    private static final int MAX_ADJUSTMENTS = 100;

    /** An item, in its full quantity. */
    LineDraft item(Members item) {
        long quantity = item.quantity("quantity").orElse(1);
        Description description = new Description(Line.Kind.GOODS, item.id("id").orElse(""), quantity,
                Math.min(returned(item), quantity), item.object().path("is_giftcard").asBoolean(),
                Attributes.of(item.object()));
        return ReturnedItem.atFullQuantity(item, draft(item, description, item.amountForEach("unit_price", quantity)));
    }

    LineDraft shippingMethod(Members method) {
        return draft(method, new Description(Line.Kind.SHIPPING, "", 1, 0, false, Map.of()), method.amount("amount"));
    }

    /** All of a line but its money. */
    private record Description(Line.Kind kind, String id, long quantity, long returned, boolean giftCard,
            Map<String, Set<String>> attributes) {

        Line line(long total, long tax, long discount, long discountTax, @Nullable Long pointsDiscount) {
            return new Line(kind, id, quantity, returned, total, Math.min(tax, total), discount,
                    Math.min(discountTax, discount), pointsDiscount, giftCard, attributes);
        }
    }

    private LineDraft draft(Members line, Description description, OptionalLong price) {
        List<Members> adjustments = line.list("adjustments", MAX_ADJUSTMENTS);
        long adjusted = adjustments.stream().mapToLong(LineParser::amountOf).sum();
        OptionalLong discountTold = line.amount("discount_total");
        long total = line.amount("total").orElseGet(() -> Math.max(price.orElseThrow(
                () -> new InvalidRequest(line.path() + "total", "must be given")) - discountTold.orElse(adjusted), 0));
        OptionalLong tax = line.amount("tax_total");
        long discount = first(discountTold, difference(line.amount("original_total"), OptionalLong.of(total))).orElse(adjusted);
        OptionalLong discountTax = first(line.amount("discount_tax_total"),
                difference(line.amount("original_tax_total"), tax));
        boolean saysWhoPaid = line.object().path("adjustments").isArray();
        return new LineDraft(
                description.line(total, tax.orElse(0), discount, discountTax.orElse(0),
                        saysWhoPaid ? paidWithPoints(adjustments) : null),
                tax.isPresent(), discountTax.isPresent());
    }

    private long paidWithPoints(List<Members> adjustments) {
        return adjustments.stream().filter(adjustment -> isPaidWithPoints.test(adjustment.object().path("code").asText()))
                .mapToLong(LineParser::amountOf).sum();
    }

    /** How many of an item came back, for sale again or not. */
    private static long returned(Members item) {
        Members detail = item.child("detail");
        return item.quantity("returned_quantity")
                .orElseGet(() -> first(item.quantity("return_received_quantity"), detail.quantity("return_received_quantity"))
                        .orElse(0)
                        + first(item.quantity("return_dismissed_quantity"), detail.quantity("return_dismissed_quantity"))
                                .orElse(0));
    }

    private static long amountOf(Members adjustment) {
        return adjustment.amount("amount").orElse(0);
    }

    /** What is more in the first number; empty unless both are known. */
    static OptionalLong difference(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent() ? OptionalLong.of(Math.max(one.getAsLong() - other.getAsLong(), 0))
                : OptionalLong.empty();
    }

    static OptionalLong first(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }
}
