package io.dust.earn;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.vertx.core.json.JsonObject;

/**
 * All that an order's points are computed from, fixed when it was placed, whatever becomes of the rule.
 *
 * @param ruleVersion the version of the currency's earning rule; null when there was none
 * @param amount what counts of the order, in minor units
 * @param total what was to be paid, in minor units; no more can be refunded
 * @param numerator points, campaigns included
 * @param denominator for so many minor units
 * @param maximum points at the most; null when the rule sets none
 */
record Terms(@Nullable Long ruleVersion, long amount, long total, BigInteger numerator, BigInteger denominator,
        @Nullable Long maximum) {

    static Terms withoutRule(long total) {
        return new Terms(null, 0, total, BigInteger.ZERO, BigInteger.ONE, null);
    }

    static Terms of(JsonObject json) {
        return new Terms(json.getLong("rule_version"), json.getLong("amount"), json.getLong("total"),
                new BigInteger(json.getValue("numerator").toString()), new BigInteger(json.getValue("denominator").toString()),
                json.getLong("maximum"));
    }

    JsonObject toJson() {
        return new JsonObject().put("rule_version", ruleVersion).put("amount", amount).put("total", total)
                .put("numerator", numerator)
                .put("denominator", denominator).put("maximum", maximum);
    }

    /** Whether the order would earn more than can be counted. */
    boolean exceedsLimit() {
        return capped(total).compareTo(BigInteger.valueOf(Balance.LIMIT)) > 0;
    }

    /**
     * What the order is worth after refunds, rounded down once. Of an amount that leaves out tax, shipping or discounts, a
     * refund takes the same share as of the total.
     *
     * @param refunded in minor units, 0 to the total
     */
    long points(long refunded) {
        return capped(total - refunded).longValueExact();
    }

    private BigInteger capped(long kept) {
        return maximum == null ? uncapped(kept) : uncapped(kept).min(BigInteger.valueOf(maximum));
    }

    private BigInteger uncapped(long kept) {
        if (total == 0) {
            return BigInteger.ZERO;
        }
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(kept)).multiply(numerator)
                .divide(denominator.multiply(BigInteger.valueOf(total)));
    }
}
