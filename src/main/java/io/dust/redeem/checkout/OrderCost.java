package io.dust.redeem.checkout;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What an order costs in points. Facts about an order arrive in any order, and the points follow
 * from the facts.
 *
 * @param captured points
 * @param amount the discounts that the points paid for, in minor units
 * @param givenBack points, at most the captured ones
 * @param refunds the refunded amounts that points had paid for, in minor units, by the ids of the
 *        refunds
 * @param codes the captured points, by the codes of the discounts
 */
public record OrderCost(String orderId, Currency currency, long captured, long amount, long givenBack,
        @Nullable Instant canceledAt,
        Map<String, Long> refunds, Map<String, Long> codes) {

    static OrderCost unknown(String orderId, Currency currency) {
        return new OrderCost(orderId, currency, 0, 0, 0, null, Map.of(), Map.of());
    }

    /** The points that the order costs now. */
    public long netPoints() {
        return captured - givenBack;
    }

    public OrderCost captured(String code, long points, long paidFor) {
        return new OrderCost(orderId, currency, captured + points, amount + paidFor, givenBack, canceledAt, refunds,
                with(codes, code, points));
    }

    public OrderCost canceled(Instant at) {
        return new OrderCost(orderId, currency, captured, amount, givenBack, canceledAt == null ? at : canceledAt, refunds,
                codes);
    }

    public OrderCost refunded(String refundId, long paidWithPoints) {
        return new OrderCost(orderId, currency, captured, amount, givenBack, canceledAt,
                with(refunds, refundId, paidWithPoints), codes);
    }

    /** The same facts, with the points to give back computed from them. */
    public OrderCost recomputed() {
        return new OrderCost(orderId, currency, captured, amount, toGiveBack(), canceledAt, refunds, codes);
    }

    /** All after a cancellation; else the share of all refunds together, rounded down once. */
    private long toGiveBack() {
        if (canceledAt != null) {
            return captured;
        }
        BigInteger limit = BigInteger.valueOf(amount);
        BigInteger refunded = refunds.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        return amount == 0 ? 0
                : BigInteger.valueOf(captured).multiply(refunded.min(limit)).divide(limit).longValueExact();
    }

    private static Map<String, Long> with(Map<String, Long> known, String id, long number) {
        Map<String, Long> all = new TreeMap<>(known);
        all.putIfAbsent(id, number);
        return all;
    }
}
