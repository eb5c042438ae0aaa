package io.dust.order.content;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Brings the lines of an order and its totals together: what a line does not say follows from the
 * totals, and rounded lines are corrected so that they add up to the totals.
 */
final class Settlement {

    private final OrderTotals totals;
    private final List<LineDraft> drafts;
    private final long[] total;
    private final long[] discount;

    private Settlement(OrderTotals totals, List<LineDraft> drafts) {
        this.totals = totals;
        this.drafts = drafts.stream()
                .sorted(Comparator.comparing((LineDraft draft) -> draft.line().kind())
                        .thenComparing(draft -> draft.line().id()))
                .toList();
        this.total = values(Line::total);
        this.discount = values(Line::discount);
    }

    static OrderContent settle(Currency currency, OrderTotals totals, List<LineDraft> drafts) {
        return new Settlement(totals, drafts).settled(currency);
    }

    private OrderContent settled(Currency currency) {
        long gross = grossBeforeReturns();
        long[] tax = values(Line::tax);
        if (isBeforeDiscounts(gross)) {
            takeOrderDiscount(tax);
        }
        tax = fill(tax, LineDraft::hasTax, total, totals.tax());
        long[] discountTax = discountTaxes(tax);
        long[] newTotal = Shares.reconcile(total, gross);
        long[] newTax = reconcile(tax, totals.tax());
        long[] newDiscount = reconcile(discount, totals.discount());
        long[] newDiscountTax = reconcile(discountTax, totals.discountTax());
        return new OrderContent(currency, Math.max(gross - totals.credit(), 0), totals.credit(),
                IntStream.range(0, drafts.size()).mapToObj(i -> drafts.get(i).line().withMoney(newTotal[i], newTax[i],
                        newDiscount[i], newDiscountTax[i])).toList());
    }

    /** Medusa's totals do not contain what came back. The lines do. */
    private long grossBeforeReturns() {
        long sum = Arrays.stream(total).sum();
        long returned = drafts.stream().mapToLong(LineDraft::returnedTotal).sum();
        return returned > 0 && !isRounded(sum, totals.gross()) && isRounded(sum - returned, totals.gross()) ? sum
                : totals.gross();
    }

    /** Whether the lines leave out a discount of the whole order. */
    private boolean isBeforeDiscounts(long gross) {
        long sum = Arrays.stream(total).sum();
        long ofOrder = totals.discount().orElse(0);
        return ofOrder > 0 && Arrays.stream(discount).allMatch(ofLine -> ofLine == 0) && isRounded(sum - ofOrder, gross);
    }

    private void takeOrderDiscount(long[] tax) {
        long[] parts = Shares.split(totals.discount().orElse(0), total);
        for (int i = 0; i < total.length; i++) {
            long before = total[i];
            total[i] = Math.max(before - parts[i], 0);
            discount[i] = parts[i];
            tax[i] = before == 0 ? 0 : Shares.of(tax[i], total[i], before);
        }
    }

    /** The tax of a discount that is not known has the rate of the line. */
    private long[] discountTaxes(long[] tax) {
        long[] known = values(Line::discountTax);
        for (int i = 0; i < known.length; i++) {
            if (!drafts.get(i).hasDiscountTax() && total[i] > 0) {
                known[i] = Shares.of(discount[i], Math.min(tax[i], total[i]), total[i]);
            }
        }
        return fill(known, LineDraft::hasDiscountTax, discount, totals.discountTax());
    }

    /** Splits what is left of a sum over the lines that do not say their part. */
    private long[] fill(long[] parts, Predicate<LineDraft> isKnown, long[] weights, OptionalLong sum) {
        if (sum.isEmpty() || drafts.stream().allMatch(isKnown)) {
            return parts;
        }
        long left = sum.getAsLong();
        long[] unknown = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            boolean known = isKnown.test(drafts.get(i));
            left -= known ? parts[i] : 0;
            unknown[i] = known ? 0 : weights[i];
        }
        long[] shares = Shares.split(Math.max(left, 0), unknown);
        return IntStream.range(0, parts.length).mapToLong(i -> isKnown.test(drafts.get(i)) ? parts[i] : shares[i]).toArray();
    }

    private static long[] reconcile(long[] parts, OptionalLong sum) {
        return sum.isPresent() ? Shares.reconcile(parts, sum.getAsLong()) : parts;
    }

    /** Whether two sums differ by no more than the rounding of each line. */
    private boolean isRounded(long sum, long other) {
        return Math.abs(sum - other) <= drafts.size();
    }

    private long[] values(ToLongFunction<Line> value) {
        return drafts.stream().mapToLong(draft -> value.applyAsLong(draft.line())).toArray();
    }
}
