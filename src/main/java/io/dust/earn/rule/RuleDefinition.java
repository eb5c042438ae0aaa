package io.dust.earn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.database.Text;
import io.dust.order.content.Fractions;
import io.dust.order.content.Line;
import io.dust.setting.Ratio;

/**
 * The content of an earning rule.
 *
 * @param rate points for a minor unit of the currency
 * @param basis the part of an order that counts; by default the whole total
 * @param minimumOrder in major units: an order whose counted amount is smaller earns nothing
 * @param maximumPoints the most points of one order
 * @param validFrom the rule is in force for orders from this instant on, and the version before it
 *        until then; by default from when staff add it
 * @param validUntil orders from this instant on earn nothing, as long as this version is in force
 * @param campaigns multipliers of the rate for a while
 * @param campaignsCombine what multipliers at the same time are together; by default they multiply
 * @param lines what some items count; the first rule that matches an item counts, and an item
 *        without a rule counts once
 * @param giftCards whether the sale of gift cards earns points; by default it does not
 * @param minimumOrderWithPoints whether what points paid for counts for the minimum order; by
 *        default it does not
 * @param customerMaximum the most points of a customer in a period
 */
public record RuleDefinition(@NotNull @Valid Ratio rate, @Valid @Nullable Basis basis,
        @DecimalMin("0") @Nullable BigDecimal minimumOrder, @Min(0) @Max(Balance.LIMIT) @Nullable Long maximumPoints,
        @Nullable Instant validFrom, @Nullable Instant validUntil,
        @Size(max = 20) @Nullable List<@NotNull @Valid Campaign> campaigns, @Nullable CampaignsCombine campaignsCombine,
        @Size(max = 100) @Nullable List<@NotNull @Valid LineRule> lines, @Nullable Boolean giftCards,
        @Nullable Boolean minimumOrderWithPoints, @Valid @Nullable CustomerMaximum customerMaximum) {

    private static final Basis WHOLE_TOTAL = new Basis(null, null, null);
    private static final Ratio NOTHING = new Ratio(0L, 1L);

    Basis basisOrDefault() {
        return basis == null ? WHOLE_TOTAL : basis;
    }

    List<Campaign> campaignsOrNone() {
        return campaigns == null ? List.of() : campaigns;
    }

    CampaignsCombine campaignsCombineOrDefault() {
        return campaignsCombine == null ? CampaignsCombine.MULTIPLY : campaignsCombine;
    }

    boolean hasPointsInMinimumOrder() {
        return Boolean.TRUE.equals(minimumOrderWithPoints);
    }

    /** The factor of a line: 0 when it earns nothing. */
    Ratio weight(Line line) {
        if (!line.isGoods()) {
            return basisOrDefault().hasShipping() ? Ratio.ONE : NOTHING;
        }
        if (line.giftCard() && !Boolean.TRUE.equals(giftCards)) {
            return NOTHING;
        }
        return lines == null ? Ratio.ONE
                : lines.stream().filter(rule -> rule.matches(line)).findFirst().map(LineRule::weight).orElse(Ratio.ONE);
    }

    /**
     * The part of an order that counts. Amounts paid with gift cards, credits or points never
     * count.
     *
     * @param tax whether tax counts; by default it does
     * @param shipping whether shipping counts; by default it does
     * @param discounts whether discounts lower what counts; by default they do
     */
    public record Basis(@Nullable Boolean tax, @Nullable Boolean shipping, @Nullable Boolean discounts) {

        boolean hasTax() {
            return !Boolean.FALSE.equals(tax);
        }

        boolean hasShipping() {
            return !Boolean.FALSE.equals(shipping);
        }

        boolean isAfterDiscounts() {
            return !Boolean.FALSE.equals(discounts);
        }
    }

    /** A bonus for orders from one instant until another. */
    public record Campaign(
            @NotNull @Pattern(regexp = Text.NAME_OF
                    + "{1,100}$", message = "must be 1 to 100 printable characters") String name,
            @NotNull @Valid Ratio multiplier, @NotNull Instant validFrom, @NotNull Instant validUntil) {

        boolean isOn(Instant at) {
            return !at.isBefore(validFrom) && at.isBefore(validUntil);
        }

        BigFraction factor() {
            return Fractions.of(multiplier.numerator(), multiplier.denominator());
        }
    }
}
