package io.dust.earn;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.event.OrderData;
import io.dust.setting.CurrencySetting;
import io.dust.setting.Fraction;

/**
 * How an order becomes points, step by step.
 *
 * @param amount what counts of the order, in minor units
 * @param numerator points
 * @param denominator for so many minor units
 * @param maximum points at the most, if any step has set one
 * @param steps what each step has found
 */
record Computation(long amount, BigInteger numerator, BigInteger denominator, @Nullable Long maximum, List<Step> steps) {

    /** What one rule made of the order, in a sentence. */
    record Step(String rule, String detail) {
    }

    /**
     * Applies every rule, in order.
     *
     * @param order whose total is known
     * @param at when it was placed
     */
    static Computation of(OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        Computation computation = new Computation(order.total().orElseThrow(), BigInteger.ONE, BigInteger.ONE, null,
                List.of());
        for (EarningStep step : EarningStep.ALL) {
            computation = step.apply(computation, order, rule, at);
        }
        return computation;
    }

    Terms terms(OrderData order, CurrencySetting<RuleDefinition> rule) {
        return new Terms(rule.version(), amount, order.total().orElseThrow(), numerator, denominator, maximum);
    }

    Computation withAmount(long counted, Step step) {
        return new Computation(counted, numerator, denominator, maximum, with(step));
    }

    Computation times(Fraction factor, Step step) {
        return new Computation(amount, numerator.multiply(BigInteger.valueOf(factor.numerator())),
                denominator.multiply(BigInteger.valueOf(factor.denominator())), maximum, with(step));
    }

    Computation atMost(long points, Step step) {
        return new Computation(amount, numerator, denominator, points, with(step));
    }

    Computation nothing(Step step) {
        return atMost(0, step);
    }

    private List<Step> with(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return List.copyOf(all);
    }
}
