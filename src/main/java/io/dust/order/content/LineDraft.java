package io.dust.order.content;

/**
 * A line as a shop describes it: what the shop leaves out follows from the order's totals.
 *
 * @param line with 0 for what is not known
 * @param hasTax whether the tax is known
 * @param hasDiscountTax whether the tax of the discount is known
 */
record LineDraft(Line line, boolean hasTax, boolean hasDiscountTax) {

    LineDraft withMoney(long total, long tax, long discount, long discountTax) {
        return new LineDraft(line.withMoney(total, tax, discount, discountTax), hasTax, hasDiscountTax);
    }

    /** The part of the total that came back, rounded half up. */
    long returnedTotal() {
        return line.quantity() == 0 ? 0 : Shares.of(line.total(), line.returned(), line.quantity());
    }
}
