package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.dust.fixture.TurnedClock;
import io.dust.http.Roles;

class VerifiedTokensTest {

    private static final Instant NEVER = Instant.EPOCH.plus(Duration.ofDays(36_500));

    private final TokenSubject ada = new TokenSubject("ada", Set.of(Roles.CUSTOMER));
    private final TurnedClock clock = new TurnedClock();
    private final VerifiedTokens verified = new VerifiedTokens(Duration.ofHours(1), clock);

    @Test
    void aVerifiedTokenIsFound() {
        verified.remember("a.b.c", ada, NEVER);

        assertThat(verified.find("a.b.c")).containsSame(ada);
    }

    @Test
    void anotherTokenIsNotFound() {
        verified.remember("a.b.c", ada, NEVER);

        assertThat(verified.find("a.B.c")).isEmpty();
        assertThat(verified.find("a.b.")).isEmpty();
        assertThat(verified.find("a.b.cc")).isEmpty();
    }

    @Test
    void anExpiredTokenIsNotFound() {
        verified.remember("a.b.c", ada, clock.instant().plusSeconds(2));

        clock.turn(Duration.ofMillis(1999));
        assertThat(verified.find("a.b.c")).isPresent();
        clock.turn(Duration.ofMillis(1));
        assertThat(verified.find("a.b.c")).isEmpty();
    }

    @Test
    @Timeout(60)
    void aTokenLeavesTheCacheAfterItsTime() {
        VerifiedTokens forAMoment = new VerifiedTokens(Duration.ofMillis(1), clock);
        forAMoment.remember("a.b.c", ada, NEVER);

        while (forAMoment.find("a.b.c").isPresent()) {
            Thread.onSpinWait();
        }
    }
}
