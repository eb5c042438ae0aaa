package io.dust.setting;

import java.math.BigInteger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** An exact ratio. */
public record Ratio(@NotNull @Min(0) @Max(1_000_000_000) Long numerator,
        @NotNull @Min(1) @Max(1_000_000_000) Long denominator) {

    public static final Ratio ONE = new Ratio(1L, 1L);

    /** The share of a number, rounded down. */
    public BigInteger of(long number) {
        return BigInteger.valueOf(number).multiply(BigInteger.valueOf(numerator)).divide(BigInteger.valueOf(denominator));
    }
}
