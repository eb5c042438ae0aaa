package io.dust.earn;

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

import io.dust.ledger.Balance;
import io.dust.ledger.Text;
import io.dust.setting.Fraction;

/**
 * What an earning rule says.
 *
 * @param rate points for a minor unit of the currency
 * @param basis what counts of an order; by default all of the total
 * @param minimumOrder in major units: an order of which less counts earns nothing
 * @param maximumPoints an order earns no more
 * @param validFrom orders before it earn nothing
 * @param validUntil orders at it and after earn nothing
 * @param campaigns what multiplies the rate for a while
 */
record RuleDefinition(@NotNull @Valid Fraction rate, @Valid @Nullable Basis basis,
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
     * What counts of an order. What was paid with gift cards, credits or points never does.
     *
     * @param tax whether tax counts; by default it does
     * @param shipping whether shipping counts; by default it does
     * @param discounts whether discounts lower what counts; by default they do
     */
    record Basis(@Nullable Boolean tax, @Nullable Boolean shipping, @Nullable Boolean discounts) {

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
    record Campaign(
            @NotNull @Pattern(regexp = Text.PRINTABLE
                    + "{1,100}", message = "must be 1 to 100 printable characters") String name,
            @NotNull @Valid Fraction multiplier, @NotNull Instant validFrom, @NotNull Instant validUntil) {

        boolean isOn(Instant at) {
            return !at.isBefore(validFrom) && at.isBefore(validUntil);
        }
    }
}
