package io.dust.earn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.numbers.fraction.BigFraction;

import io.dust.order.content.Fractions;
import io.dust.setting.Ratio;
import io.dust.setting.SettingVersion;

/** A sentence about each part of a rule that matters for an order. */
final class EarningSteps {

    private final CountedLines lines;
    private final SettingVersion<RuleDefinition> rule;
    private final Instant placedAt;
    private final List<Step> steps = new ArrayList<>();

    EarningSteps(CountedLines lines, SettingVersion<RuleDefinition> rule, Instant placedAt) {
        this.lines = lines;
        this.rule = rule;
        this.placedAt = placedAt;
    }

    /** In the order of the computation. */
    List<Step> all() {
        addBasis();
        addLimits();
        addRate();
        addCampaigns();
        if (definition().maximumPoints() != null) {
            add("maximum_points", "An order earns at most " + definition().maximumPoints() + " points.");
        }
        return steps;
    }

    private void addBasis() {
        RuleDefinition.Basis basis = definition().basisOrDefault();
        BigFraction ordered = lines.ordered();
        BigFraction kept = lines.kept();
        add("basis", amount(ordered) + " counts, " + with(basis.hasTax()) + " tax, " + with(basis.hasShipping())
                + " shipping, " + (basis.isAfterDiscounts() ? "after" : "before") + " discounts.");
        if (kept.compareTo(ordered) != 0) {
            add("returns", amount(kept) + " of this is left after returns and refunds.");
        }
    }

    private void addLimits() {
        if (!PointsFactor.isValid(definition(), placedAt)) {
            add("validity", "The rule was valid until " + definition().validUntil() + ", so nothing is earned.");
        }
        BigDecimal minimum = definition().minimumOrder();
        if (minimum != null && !PointsFactor.reachesMinimum(lines, rule)) {
            add("minimum_order", "An order earns points from " + minimum.toPlainString() + " " + rule.currency() + " on.");
        }
    }

    private void addRate() {
        Ratio rate = definition().rate();
        add("rate", rate.numerator() + " points are earned for each " + amount(Fractions.of(rate.denominator())) + ".");
    }

    private void addCampaigns() {
        List<RuleDefinition.Campaign> campaigns = PointsFactor.campaigns(definition(), placedAt);
        campaigns.forEach(campaign -> add("campaign", campaign.name() + " multiplies the points by "
                + campaign.multiplier().numerator() + "/" + campaign.multiplier().denominator() + "."));
        CampaignsCombine combine = definition().campaignsCombineOrDefault();
        if (campaigns.size() > 1 && combine != CampaignsCombine.MULTIPLY) {
            BigFraction together = combine.of(campaigns);
            add("campaigns_combine", (combine == CampaignsCombine.ADD ? "What the campaigns add is added, which is "
                    : "Only the best campaign counts, which is ") + together.getNumerator() + "/" + together.getDenominator()
                    + ".");
        }
    }

    private RuleDefinition definition() {
        return rule.definition();
    }

    private void add(String part, String detail) {
        steps.add(new Step(part, detail));
    }

    private static String with(boolean counts) {
        return counts ? "with" : "without";
    }

    private String amount(BigFraction minorUnits) {
        return new BigDecimal(Fractions.floor(minorUnits), rule.currency().getDefaultFractionDigits()).toPlainString() + " "
                + rule.currency();
    }
}
