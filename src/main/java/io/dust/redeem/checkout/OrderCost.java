package io.dust.redeem.checkout;

import java.math.BigInteger;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an order costs in points. Facts about an order arrive in any order, and the points follow
 * from the facts.
 *
 * @param givenBack points, at most the captured ones
 * @param returned the part of the order that points had paid for and that came back, in minor units
 * @param canceled whether the order is canceled: then it costs nothing
 * @param discounts what pays for the order, by the codes of the discounts
 */
public record OrderCost(String orderId, Currency currency, long givenBack, long returned, boolean canceled,
        Map<String, PaidDiscount> discounts) {

    static OrderCost unknown(String orderId, Currency currency) {
        return new OrderCost(orderId, currency, 0, 0, false, Map.of());
    }

    /** Compared by hand, because GraalVM interprets the equality of records (ADR 17). */
    public boolean isSameAs(OrderCost other) {
        boolean sameDiscounts = discounts.isEmpty() ? other.discounts.isEmpty() : discounts.equals(other.discounts);
        return givenBack == other.givenBack && returned == other.returned && canceled == other.canceled && sameDiscounts;
    }

    /** The points of all discounts. */
    public long captured() {
        return discounts.values().stream().mapToLong(PaidDiscount::points).reduce(0, Math::addExact);
    }

    /** The discounts that points have paid for, in minor units. */
    public long amount() {
        return discounts.values().stream().mapToLong(PaidDiscount::amount).reduce(0, Math::addExact);
    }

    /** The points that the order costs now. */
    public long netPoints() {
        return captured() - givenBack;
    }

    /** The cost with a discount, new or changed. */
    public OrderCost with(String code, PaidDiscount discount) {
        Map<String, PaidDiscount> all = new TreeMap<>(discounts);
        all.put(code, discount);
        return new OrderCost(orderId, currency, givenBack, returned, canceled, all).recomputed();
    }

    /** The cost when the shop has told the present amounts of its discounts. */
    public OrderCost withTold(Function<String, PaidDiscount.Told> amounts) {
        Map<String, PaidDiscount> all = new TreeMap<>();
        discounts.forEach((code, discount) -> all.put(code, discount.with(amounts.apply(code))));
        return new OrderCost(orderId, currency, givenBack, returned, canceled, all).recomputed();
    }

    /** The cost when a part of the order came back, or all of it was canceled. */
    public OrderCost with(long returnedAmount, boolean isCanceled) {
        return new OrderCost(orderId, currency, givenBack, returnedAmount, isCanceled, discounts).recomputed();
    }

    private OrderCost recomputed() {
        return new OrderCost(orderId, currency, toGiveBack(), returned, canceled, discounts);
    }

    /** All after a cancellation; else the share of what came back, rounded down once. */
    private long toGiveBack() {
        long captured = captured();
        long amount = amount();
        if (canceled || amount == 0) {
            return canceled ? captured : 0;
        }
        return BigInteger.valueOf(captured).multiply(BigInteger.valueOf(Math.min(returned, amount)))
                .divide(BigInteger.valueOf(amount)).longValueExact();
    }
}
