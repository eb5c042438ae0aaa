package io.dust.redeem;

import java.math.BigInteger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.dust.setting.Fraction;

/**
 * What a redemption rate says.
 *
 * @param rate minor units of the currency for a point
 * @param minimumPoints fewer cannot be spent at once; by default 1
 * @param stepPoints only multiples of it can be spent; by default 1
 * @param maximumShare of a cart's total that points may pay; by default all of it
 */
record RateDefinition(@NotNull @Valid Fraction rate, @Min(1) @Max(Balance.LIMIT) @Nullable Long minimumPoints,
        @Min(1) @Max(1_000_000_000) @Nullable Long stepPoints, @Valid @Nullable Fraction maximumShare) {

    long minimumOrDefault() {
        return minimumPoints == null ? 1 : minimumPoints;
    }

    long stepOrDefault() {
        return stepPoints == null ? 1 : stepPoints;
    }

    Fraction shareOrDefault() {
        return maximumShare == null ? Fraction.ONE : maximumShare;
    }

    /** What points are worth, in minor units, rounded down once. */
    long amount(long points) {
        return atMostLimit(rate.of(points));
    }

    /** How much of a cart points may pay, in minor units. */
    long payable(long cartTotal) {
        return shareOrDefault().of(cartTotal).longValueExact();
    }

    /** The most points, in whole steps, that are worth no more than an amount. */
    long pointsWithin(long amount) {
        // floor(points * n / d) <= amount, so points * n < (amount + 1) * d.
        BigInteger below = BigInteger.valueOf(amount).add(BigInteger.ONE).multiply(denominator());
        return wholeSteps(atMostLimit(below.subtract(BigInteger.ONE).divide(numerator())));
    }

    /** The fewest points, in whole steps, that are worth as much as these, which are so themselves. */
    long fewestWorthAsMuch(long points) {
        BigInteger exact = BigInteger.valueOf(amount(points)).multiply(denominator());
        BigInteger fewest = exact.add(numerator()).subtract(BigInteger.ONE).divide(numerator());
        return wholeSteps(atMostLimit(fewest.add(BigInteger.valueOf(stepOrDefault() - 1))));
    }

    /** Those that make up whole steps. */
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
