package io.dust.order.content;

import java.math.BigInteger;
import java.util.List;

import org.apache.commons.numbers.fraction.BigFraction;

/** Exact fractions of whole numbers. */
public final class Fractions {

    private Fractions() {
    }

    /** A fraction whose denominator is not 0. */
    public static BigFraction of(long numerator, long denominator) {
        return BigFraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static BigFraction of(long number) {
        return BigFraction.of(BigInteger.valueOf(number));
    }

    /**
     * The sum. Of many fractions, those of like size are added first, because each sum has a larger
     * denominator than its parts.
     */
    public static BigFraction sum(List<BigFraction> fractions) {
        int half = fractions.size() / 2;
        return switch (fractions.size()) {
            case 0 -> BigFraction.ZERO;
            case 1 -> fractions.get(0);
            default -> sum(fractions.subList(0, half)).add(sum(fractions.subList(half, fractions.size())));
        };
    }

    /** The largest whole number that is not larger; the fraction is not negative. */
    public static BigInteger floor(BigFraction fraction) {
        return fraction.getNumerator().divide(fraction.getDenominator());
    }

    public static BigFraction min(BigFraction one, BigFraction other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    public static BigFraction max(BigFraction one, BigFraction other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The difference, or 0 when it would be negative. */
    public static BigFraction minus(BigFraction whole, BigFraction part) {
        return max(whole.subtract(part), BigFraction.ZERO);
    }

    /** The share that is left of a whole, 0 to 1; of nothing, everything is left. */
    public static BigFraction kept(BigFraction whole, BigFraction part) {
        return whole.signum() <= 0 ? BigFraction.ONE : minus(whole, part).divide(whole);
    }
}
