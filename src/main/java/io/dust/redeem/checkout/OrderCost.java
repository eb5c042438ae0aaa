package io.dust.redeem;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What an order has cost in points, and what of it was given back. What is known of an order comes in any order, and what is
 * paid follows from it.
 *
 * @param captured points
 * @param amount the discounts that they have paid for, in minor units
 * @param givenBack points, never more than were captured
 * @param refunds what had been paid with points, in minor units, by the ids of the refunds
 * @param codes the points that were captured, by the codes of the discounts
 */
record Redemption(String orderId, Currency currency, long captured, long amount, long givenBack, @Nullable Instant canceledAt,
        Map<String, Long> refunds, Map<String, Long> codes) {

    static Redemption unheardOf(String orderId, Currency currency) {
        return new Redemption(orderId, currency, 0, 0, 0, null, Map.of(), Map.of());
    }

    /** What the customer has paid in all. */
    long paid() {
        return captured - givenBack;
    }

    Redemption captured(String code, long points, long paidFor) {
        return new Redemption(orderId, currency, captured + points, amount + paidFor, givenBack, canceledAt, refunds,
                with(codes, code, points));
    }

    Redemption canceled(Instant at) {
        return new Redemption(orderId, currency, captured, amount, givenBack, canceledAt == null ? at : canceledAt, refunds,
                codes);
    }

    Redemption refunded(String refundId, long paidWithPoints) {
        return new Redemption(orderId, currency, captured, amount, givenBack, canceledAt,
                with(refunds, refundId, paidWithPoints), codes);
    }

    /** With all given back that should be by now. */
    Redemption settled() {
        return new Redemption(orderId, currency, captured, amount, toGiveBack(), canceledAt, refunds, codes);
    }

    /** All after a cancellation; else the refunds' share, rounded down once, whatever number of them. */
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
