package io.dust.redeem.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.setting.Ratio;
import io.dust.setting.SettingVersion;

/** The points that can pay for a cart, and their value. */
class SpendableAmountTest {

    private static final int SAMPLES = 200_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // rate, minimum, step, share, cart, discountable, available: points, amount, limits
            "1/1 | 1 | 1 | 1/1 | 1000 | 1000 | 300 | 300 | 300 | points",
            "1/1 | 1 | 1 | 1/1 | 200 | 200 | 300 | 200 | 200 | cart_total",
            "1/1 | 1 | 1 | 1/2 | 201 | 201 | 300 | 100 | 100 | maximum_share",
            "1/1 | 1 | 50 | 1/1 | 1000 | 1000 | 149 | 100 | 100 | points,step_points",
            "1/1 | 500 | 1 | 1/1 | 1000 | 1000 | 499 | 0 | 0 | points,minimum_points",
            "1/1 | 500 | 1 | 1/1 | 400 | 400 | 5000 | 0 | 0 | cart_total,minimum_points",
            "1/100 | 1 | 1 | 1/1 | 1000 | 1000 | 99 | 0 | 0 | points,rate",
            "1/100 | 1 | 1 | 1/1 | 1000 | 1000 | 199 | 100 | 1 | points",
            "5/2 | 1 | 1 | 1/1 | 7 | 7 | 300 | 3 | 7 | cart_total",
            "5/2 | 1 | 1 | 1/1 | 6 | 6 | 300 | 2 | 5 | cart_total",
            "1/3 | 1 | 1 | 1/1 | 0 | 0 | 300 | 0 | 0 | cart_total,rate",
            "1/3 | 4 | 3 | 1/1 | 1 | 1 | 300 | 0 | 0 | cart_total,minimum_points",
            "1/1 | 1 | 1 | 1/1 | 1000 | 700 | 5000 | 700 | 700 | discountable",
            "1/1 | 1 | 1 | 1/2 | 1000 | 700 | 5000 | 500 | 500 | maximum_share",
            "1/1 | 1 | 1 | 1/2 | 1000 | 400 | 5000 | 400 | 400 | discountable",
            "1/1 | 1 | 1 | 1/1 | 1000 | 700 | 300 | 300 | 300 | points",
            "1/1 | 1 | 1 | 1/1 | 1000 | 0 | 300 | 0 | 0 | discountable,minimum_points" })
    void asManyPointsAsPossibleAreSpendableButNoneForNothing(String rate, long minimum, long step, String share, long cart,
            long discountable, long available, long points, long amount, String limits) {
        SpendableAmount most = SpendableAmount.max(rate(ratio(rate), minimum, step, ratio(share)), cart, discountable,
                available);

        assertThat(most.points()).isEqualTo(points);
        assertThat(most.amount()).isEqualTo(amount);
        assertThat(most.limits()).extracting(SpendableAmount.Limit::limit).containsExactly(limits.split(","));
    }

    /**
     * Compares with exact arithmetic: within all limits, within one minor unit of the exact value,
     * and the best choice.
     */
    @Test
    void roundingChangesTheValueByAtMostOneMinorUnit() {
        Random random = new Random(6);
        for (int i = 0; i < SAMPLES; i++) {
            Ratio rate = new Ratio(1L + random.nextInt(300), 1L + random.nextInt(300));
            Ratio share = new Ratio(1L + random.nextInt(4), 4L);
            long step = 1 + random.nextInt(7);
            long minimum = 1 + random.nextInt(20);
            long cart = random.nextInt(2000);
            long discountable = random.nextInt(2000);
            long available = random.nextInt(2000);
            SettingVersion<RateDefinition> setting = rate(rate, minimum, step, share);

            SpendableAmount most = SpendableAmount.max(setting, cart, discountable, available);

            long best = best(setting.definition(), cart, discountable, available);
            assertThat(most.amount()).as("%s of %s and %s with %s", setting, cart, discountable, available).isEqualTo(best);
            if (most.points() > 0) {
                assertThat(most.points()).isBetween(minimum, available);
                assertThat(most.points() % step).isZero();
                assertThat(most.amount() * share.denominator()).isLessThanOrEqualTo(cart * share.numerator());
                BigDecimal error = exact(rate, most.points()).subtract(BigDecimal.valueOf(most.amount()).multiply(
                        BigDecimal.valueOf(rate.denominator())));
                assertThat(error).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(rate.denominator() - 1));
            }
        }
    }

    @Test
    void theLargestNumbersAreExact() {
        RateDefinition dear = rate(new Ratio(1_000_000_000L, 1L), 1, 1, Ratio.ONE).definition();
        assertThat(dear.amount(9_007_199_254_740_991L)).isEqualTo(9_007_199_254_740_991L);
        assertThat(dear.pointsWithin(9_007_199_254_740_991L)).isEqualTo(9_007_199);
        RateDefinition cheap = rate(new Ratio(1L, 1_000_000_000L), 1, 1, Ratio.ONE).definition();
        assertThat(cheap.pointsWithin(9_007_199_254_740_991L)).isEqualTo(9_007_199_254_740_991L);
    }

    private static BigDecimal exact(Ratio rate, long points) {
        return new BigDecimal(BigInteger.valueOf(points).multiply(BigInteger.valueOf(rate.numerator())));
    }

    /** Tries all numbers of points. */
    private static long best(RateDefinition rate, long cart, long discountable, long available) {
        long best = 0;
        long payable = Math.min(discountable,
                cart * rate.shareOrDefault().numerator() / rate.shareOrDefault().denominator());
        for (long points = rate.stepOrDefault(); points <= available; points += rate.stepOrDefault()) {
            long amount = points * rate.rate().numerator() / rate.rate().denominator();
            if (points >= rate.minimumOrDefault() && amount <= payable) {
                best = Math.max(best, amount);
            }
        }
        return best;
    }

    private static Ratio ratio(String text) {
        String[] parts = text.split("/");
        return new Ratio(Long.valueOf(parts[0]), Long.valueOf(parts[1]));
    }

    private static SettingVersion<RateDefinition> rate(Ratio rate, long minimum, long step, Ratio share) {
        return new SettingVersion<>(Currency.getInstance("EUR"), 1, false, new RateDefinition(rate, minimum, step, share),
                "x", Instant.EPOCH);
    }
}
