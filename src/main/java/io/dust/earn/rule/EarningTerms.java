package io.dust.earn.rule;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.vertx.core.json.JsonObject;

/**
 * The values that the points of an order are computed from. They are fixed when the order is
 * placed, and do not follow later versions of the rule.
 *
 * @param ruleVersion the version of the earning rule; null when the currency had no rule
 * @param amount the part of the order that counts, in minor units
 * @param total the amount to pay, in minor units; refunds cannot exceed it
 * @param numerator points, campaigns included
 * @param denominator minor units for that many points
 * @param maximum the most points; null when the rule has no limit
 */
public record EarningTerms(@Nullable Long ruleVersion, long amount, long total, BigInteger numerator, BigInteger denominator,
        @Nullable Long maximum) {

    public static EarningTerms withoutRule(long total) {
        return new EarningTerms(null, 0, total, BigInteger.ZERO, BigInteger.ONE, null);
    }

    public static EarningTerms of(JsonObject json) {
        return new EarningTerms(json.getLong("rule_version"), json.getLong("amount"), json.getLong("total"),
                new BigInteger(json.getValue("numerator").toString()), new BigInteger(json.getValue("denominator").toString()),
                json.getLong("maximum"));
    }

    public JsonObject toJson() {
        return new JsonObject().put("rule_version", ruleVersion).put("amount", amount).put("total", total)
                .put("numerator", numerator)
                .put("denominator", denominator).put("maximum", maximum);
    }

    /** Whether the order would earn more points than a balance can hold. */
    public boolean exceedsLimit() {
        return capped(total).compareTo(BigInteger.valueOf(Balance.LIMIT)) > 0;
    }

    /**
     * The points of the order after refunds, rounded down once. A refund takes the same share of
     * the counted amount as of the total.
     *
     * @param refunded in minor units, 0 to the total
     */
    public long points(long refunded) {
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
