package io.dust.earn.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.numbers.fraction.BigFraction;

import io.dust.order.CountedLine;
import io.dust.order.content.Line;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Returns;
import io.dust.setting.SettingVersion;

/**
 * What an order earns, and why.
 *
 * @param breakdown what each line counts and earns
 * @param steps what each part of the rule means for the order
 */
record ExplainedEarnings(Earnings earnings, List<CountedLine> breakdown, List<Step> steps) {

    static ExplainedEarnings of(OrderContent content, long paidWithPoints, Returns returns,
            SettingVersion<RuleDefinition> rule, Instant placedAt) {
        CountedLines lines = CountedLines.of(content, paidWithPoints, returns, rule.definition());
        PointsFactor factor = PointsFactor.of(lines, rule, placedAt);
        Earnings earnings = Earnings.of(lines, rule, factor);
        return new ExplainedEarnings(earnings, earnings.exceedsLimit() ? List.of() : breakdown(lines, factor),
                new EarningSteps(lines, rule, placedAt).all());
    }

    /** Each line has what the sum grows by with it, so that the rounded parts add up. */
    private static List<CountedLine> breakdown(CountedLines lines, PointsFactor factor) {
        List<CountedLine> breakdown = new ArrayList<>();
        List<BigFraction> kept = lines.keptOfEach();
        BigFraction before = BigFraction.ZERO;
        for (int i = 0; i < kept.size(); i++) {
            Line line = lines.content().lines().get(i);
            BigFraction after = before.add(kept.get(i));
            breakdown.add(new CountedLine(line.kind(), line.id(), Earnings.amount(after) - Earnings.amount(before),
                    factor.points(after).subtract(factor.points(before)).longValueExact()));
            before = after;
        }
        return breakdown;
    }
}
