package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.http.limit.RefusalLog.Reason;

class RefusedTokensTest {

    private final RefusedTokens refused = new RefusedTokens(Duration.ofHours(1));

    @Test
    void aTokenThatCannotBecomeValidIsRemembered() {
        refused.remember("unsigned", Reason.TOKEN_UNSIGNED);
        refused.remember("expired", Reason.TOKEN_EXPIRED);

        assertThat(refused.find("unsigned")).contains(Reason.TOKEN_UNSIGNED);
        assertThat(refused.find("expired")).contains(Reason.TOKEN_EXPIRED);
        assertThat(refused.find("other")).isEmpty();
    }

    @Test
    void aTokenThatMayBecomeValidIsNot() {
        refused.remember("early", Reason.TOKEN_INVALID);

        assertThat(refused.find("early")).isEmpty();
    }

    @Test
    void theNumberOfTokensHasALimit() {
        IntStream.range(0, 30_000).forEach(i -> refused.remember("token" + i, Reason.TOKEN_UNSIGNED));

        assertComesTrue(() -> remembered() <= 20_000);
        assertThat(remembered()).isPositive();
    }

    private long remembered() {
        return IntStream.range(0, 30_000).filter(i -> refused.find("token" + i).isPresent()).count();
    }

    @Test
    void aTokenIsForgottenAfterItsTime() {
        RefusedTokens forAMoment = new RefusedTokens(Duration.ofMillis(1));
        forAMoment.remember("unsigned", Reason.TOKEN_UNSIGNED);

        assertComesTrue(() -> forAMoment.find("unsigned").isEmpty());
    }

    /** The cache drops what it must soon, but not at once. */
    private static void assertComesTrue(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }
}
