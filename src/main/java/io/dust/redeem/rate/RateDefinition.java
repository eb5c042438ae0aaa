package io.dust.redeem.rate;

import java.math.BigInteger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.setting.Ratio;

/**
 * The content of a redemption rate.
 *
 * @param rate minor units of the currency for one point
 * @param minimumPoints the fewest points of one hold; by default 1
 * @param stepPoints a hold must be a multiple of it; by default 1
 * @param maximumShare the share of a cart's total that points may pay; by default all
 */
public record RateDefinition(
        @Schema(properties = @SchemaProperty(name = "numerator", minimum = "1")) @NotNull @Valid Ratio rate,
        @Min(1) @Max(Balance.LIMIT) @Nullable Long minimumPoints,
        @Min(1) @Max(1_000_000_000) @Nullable Long stepPoints, @Valid @Nullable Ratio maximumShare) {

    public long minimumOrDefault() {
        return minimumPoints == null ? 1 : minimumPoints;
    }

    public long stepOrDefault() {
        return stepPoints == null ? 1 : stepPoints;
    }

    public Ratio shareOrDefault() {
        return maximumShare == null ? Ratio.ONE : maximumShare;
    }

    /** The value of points, in minor units, rounded down once. */
    public long amount(long points) {
        return atMostLimit(rate.of(points));
    }

    /** The amount of a cart that points may pay, in minor units. */
    public long payable(long cartTotal) {
        return shareOrDefault().of(cartTotal).longValueExact();
    }

    /** The most points, in whole steps, whose value does not exceed an amount. */
    public long pointsWithin(long amount) {
        // floor(points * n / d) <= amount, so points * n < (amount + 1) * d.
        BigInteger below = BigInteger.valueOf(amount).add(BigInteger.ONE).multiply(denominator());
        return wholeSteps(atMostLimit(below.subtract(BigInteger.ONE).divide(numerator())));
    }

    /** The fewest points, in whole steps, that have the same value as these whole steps. */
    long fewestWorthAsMuch(long points) {
        BigInteger exact = BigInteger.valueOf(amount(points)).multiply(denominator());
        BigInteger fewest = exact.add(numerator()).subtract(BigInteger.ONE).divide(numerator());
        return wholeSteps(atMostLimit(fewest.add(BigInteger.valueOf(stepOrDefault() - 1))));
    }

    /** The largest whole steps within a number of points. */
    long wholeSteps(long points) {
        return points - points % stepOrDefault();
    }

    private BigInteger numerator() {
        return BigInteger.valueOf(rate.numerator());
    }

    private BigInteger denominator() {
        return BigInteger.valueOf(rate.denominator());
    }

    private static long atMostLimit(BigInteger number) {
        return number.min(BigInteger.valueOf(Balance.LIMIT)).longValueExact();
    }
}
