package io.dust.earn.rule;

import java.util.List;

import org.apache.commons.numbers.fraction.BigFraction;

import io.dust.order.content.Fractions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the multipliers of campaigns at the same time are together. */
public enum CampaignsCombine {
    /** 2 and 3 are 6. */
    @JsonProperty("multiply")
    MULTIPLY,
    /** What each adds to the points is added: 2 and 3 are 4. */
    @JsonProperty("add")
    ADD,
    /** 2 and 3 are 3. */
    @JsonProperty("best")
    BEST;

    /** The multiplier of all campaigns together: 1 without campaigns, never negative. */
    BigFraction of(List<RuleDefinition.Campaign> campaigns) {
        return campaigns.stream().map(RuleDefinition.Campaign::factor)
                .reduce((one, other) -> switch (this) {
                    case MULTIPLY -> one.multiply(other);
                    case ADD -> one.add(other).subtract(BigFraction.ONE);
                    case BEST -> Fractions.max(one, other);
                })
                .map(factor -> Fractions.max(factor, BigFraction.ZERO)).orElse(BigFraction.ONE);
    }
}
