package io.dust.earn.rule;

import java.math.BigInteger;
import java.time.Instant;

import org.apache.commons.numbers.fraction.BigFraction;

import io.dust.account.Balance;
import io.dust.order.content.Fractions;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Returns;
import io.dust.setting.SettingVersion;
import io.vertx.core.json.JsonObject;

/**
 * What an order earns by a rule, after all that came back.
 *
 * @param points rounded down once
 * @param exceedsLimit whether the order earned more than a balance can hold if nothing came back
 * @param amount the part of the order that counts, in minor units, rounded down
 * @param computedFrom the numbers that the points follow from
 */
public record Earnings(long points, boolean exceedsLimit, long amount, JsonObject computedFrom) {

    static final BigInteger LIMIT = BigInteger.valueOf(Balance.LIMIT);

    /** Longer fractions are for no reader. */
    private static final int MAX_FRACTION_LENGTH = 100;

    /**
     * Computes the points.
     *
     * @param paidWithPoints the discounts that points paid for, in minor units
     * @param rule in force when the order was placed
     */
    public static Earnings of(OrderContent content, long paidWithPoints, Returns returns, SettingVersion<RuleDefinition> rule,
            Instant placedAt) {
        CountedLines lines = CountedLines.of(content, paidWithPoints, returns, rule.definition());
        return of(lines, rule, PointsFactor.of(lines, rule, placedAt));
    }

    static Earnings of(CountedLines lines, SettingVersion<RuleDefinition> rule, PointsFactor factor) {
        BigFraction kept = lines.kept();
        boolean exceedsLimit = factor.points(lines.ordered()).compareTo(LIMIT) > 0;
        return new Earnings(exceedsLimit ? 0 : factor.points(kept).longValueExact(), exceedsLimit, amount(kept),
                computedFrom(lines, rule, kept, factor));
    }

    public JsonObject toJson() {
        return computedFrom.copy();
    }

    /** In whole minor units, and never more than the largest amount. */
    static long amount(BigFraction exact) {
        return Fractions.floor(exact).min(LIMIT).longValueExact();
    }

    private static JsonObject computedFrom(CountedLines lines, SettingVersion<RuleDefinition> rule, BigFraction kept,
            PointsFactor factor) {
        JsonObject json = new JsonObject().put("rule_version", rule.version()).put("amount", amount(kept))
                .put("total", lines.content().total()).put("refunded", lines.returns().refunded())
                .put("numerator", factor.numerator())
                .put("denominator", factor.denominator()).put("maximum", factor.maximum());
        if (kept.getDenominator().equals(BigInteger.ONE) || kept.getDenominator().bitLength() > MAX_FRACTION_LENGTH) {
            return json;
        }
        return json.put("exact_amount", kept.getNumerator() + "/" + kept.getDenominator());
    }
}
