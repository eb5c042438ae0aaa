package io.dust.earn.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

import io.dust.http.input.Amounts;
import io.dust.order.content.Fractions;
import io.dust.setting.SettingVersion;

/**
 * From an amount that counts to points.
 *
 * @param numerator points, with all campaigns
 * @param denominator minor units for as many points
 * @param maximum the most points; null without a limit, 0 for an order that earns nothing
 */
record PointsFactor(BigInteger numerator, BigInteger denominator, @Nullable Long maximum) {

    static PointsFactor of(CountedLines lines, SettingVersion<RuleDefinition> rule, Instant placedAt) {
        RuleDefinition definition = rule.definition();
        BigFraction campaigns = definition.campaignsCombineOrDefault().of(campaigns(definition, placedAt));
        boolean earns = isValid(definition, placedAt) && reachesMinimum(lines, rule);
        return new PointsFactor(BigInteger.valueOf(definition.rate().numerator()).multiply(campaigns.getNumerator()),
                BigInteger.valueOf(definition.rate().denominator()).multiply(campaigns.getDenominator()),
                earns ? definition.maximumPoints() : Long.valueOf(0));
    }

    static List<RuleDefinition.Campaign> campaigns(RuleDefinition rule, Instant placedAt) {
        return rule.campaignsOrNone().stream().filter(campaign -> campaign.isOn(placedAt)).toList();
    }

    static boolean isValid(RuleDefinition rule, Instant placedAt) {
        return rule.validUntil() == null || placedAt.isBefore(rule.validUntil());
    }

    static boolean reachesMinimum(CountedLines lines, SettingVersion<RuleDefinition> rule) {
        BigDecimal minimum = rule.definition().minimumOrder();
        return minimum == null || lines.forMinimum(rule.definition().hasPointsInMinimumOrder())
                .compareTo(Fractions.of(Amounts.exactMinorUnits("minimum_order", minimum, rule.currency()))) >= 0;
    }

    BigInteger points(BigFraction amount) {
        BigInteger points = amount.getNumerator().multiply(numerator).divide(amount.getDenominator().multiply(denominator));
        return maximum == null ? points : points.min(BigInteger.valueOf(maximum));
    }
}
