package io.dust.order.content;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import io.dust.account.Balance;

/** Shares of amounts, in whole minor units. */
final class Shares {

    private static final BigInteger LARGEST = BigInteger.valueOf(Balance.LIMIT);

    private Shares() {
    }

    /** A share of an amount, rounded half up, and never more than the largest amount. */
    static long of(long amount, long numerator, long denominator) {
        BigInteger twice = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator)).shiftLeft(1);
        BigInteger whole = BigInteger.valueOf(denominator);
        return twice.add(whole).divide(whole.shiftLeft(1)).min(LARGEST).longValueExact();
    }

    /** Splits an amount in proportion to weights; the parts add up to it. */
    static long[] split(long amount, long[] weights) {
        long sum = Arrays.stream(weights).sum();
        long[] parts = new long[weights.length];
        long weight = 0;
        long given = 0;
        for (int i = 0; i < weights.length && sum > 0; i++) {
            weight += weights[i];
            parts[i] = of(amount, weight, sum) - given;
            given += parts[i];
        }
        return parts;
    }

    /**
     * Parts that were rounded one by one, corrected so that they add up to a sum: the largest ones
     * by one minor unit each. Parts that differ from the sum by more than rounding stay as they
     * are.
     */
    static long[] reconcile(long[] parts, long sum) {
        long missing = sum - Arrays.stream(parts).sum();
        if (Math.abs(missing) > parts.length || sum < 0) {
            return parts;
        }
        long[] corrected = parts.clone();
        int[] largestFirst = IntStream.range(0, parts.length).boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -parts[i])).mapToInt(Integer::intValue).toArray();
        for (int i = 0; missing != 0; i = (i + 1) % parts.length) {
            int step = Long.signum(missing);
            if (corrected[largestFirst[i]] + step >= 0) {
                corrected[largestFirst[i]] += step;
                missing -= step;
            }
        }
        return corrected;
    }
}
