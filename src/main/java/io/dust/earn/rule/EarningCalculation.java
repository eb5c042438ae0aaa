package io.dust.earn.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.order.OrderData;
import io.dust.setting.Ratio;
import io.dust.setting.SettingVersion;

/**
 * The calculation of the points of an order, stage by stage.
 *
 * @param amount the part of the order that counts, in minor units
 * @param numerator points
 * @param denominator minor units for that many points
 * @param maximum the most points; null when no stage has set a limit
 * @param steps the explanation of each stage
 */
public record EarningCalculation(long amount, BigInteger numerator, BigInteger denominator, @Nullable Long maximum,
        List<Explanation> steps) {

    /** What one stage has found, in a sentence. */
    public record Explanation(String rule, String detail) {
    }

    public EarningTerms terms(OrderData order, SettingVersion<RuleDefinition> rule) {
        return new EarningTerms(rule.version(), amount, order.total().orElseThrow(), numerator, denominator, maximum);
    }

    EarningCalculation withAmount(long counted, Explanation explanation) {
        return new EarningCalculation(counted, numerator, denominator, maximum, with(explanation));
    }

    EarningCalculation times(Ratio factor, Explanation explanation) {
        return new EarningCalculation(amount, numerator.multiply(BigInteger.valueOf(factor.numerator())),
                denominator.multiply(BigInteger.valueOf(factor.denominator())), maximum, with(explanation));
    }

    EarningCalculation atMost(long points, Explanation explanation) {
        return new EarningCalculation(amount, numerator, denominator, points, with(explanation));
    }

    EarningCalculation zero(Explanation explanation) {
        return atMost(0, explanation);
    }

    private List<Explanation> with(Explanation explanation) {
        List<Explanation> all = new ArrayList<>(steps);
        all.add(explanation);
        return List.copyOf(all);
    }
}
