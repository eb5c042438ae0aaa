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

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.database.Text;
import io.dust.setting.Ratio;

/**
 * The content of an earning rule.
 *
 * @param rate points for a minor unit of the currency
 * @param basis the part of an order that counts; by default the whole total
 * @param minimumOrder in major units: an order whose counted amount is smaller earns nothing
 * @param maximumPoints the most points of one order
 * @param validFrom orders before this instant earn nothing
 * @param validUntil orders from this instant on earn nothing
 * @param campaigns multipliers of the rate for a while
 */
public record RuleDefinition(@NotNull @Valid Ratio rate, @Valid @Nullable Basis basis,
        @DecimalMin("0") @Nullable BigDecimal minimumOrder, @Min(0) @Max(Balance.LIMIT) @Nullable Long maximumPoints,
        @Nullable Instant validFrom, @Nullable Instant validUntil,
        @Size(max = 20) @Nullable List<@NotNull @Valid Campaign> campaigns) {

    private static final Basis WHOLE_TOTAL = new Basis(null, null, null);

    Basis basisOrDefault() {
        return basis == null ? WHOLE_TOTAL : basis;
    }

    List<Campaign> campaignsOrNone() {
        return campaigns == null ? List.of() : campaigns;
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
            @NotNull @Pattern(regexp = Text.PRINTABLE
                    + "{1,100}", message = "must be 1 to 100 printable characters") String name,
            @NotNull @Valid Ratio multiplier, @NotNull Instant validFrom, @NotNull Instant validUntil) {

        boolean isOn(Instant at) {
            return !at.isBefore(validFrom) && at.isBefore(validUntil);
        }
    }
}
