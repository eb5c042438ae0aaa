package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.dust.fixture.TurnedClock;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class VerifiedTokensTest {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final SecurityIdentity ada = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("ada")).build();
    private final TurnedClock clock = new TurnedClock();
    private final VerifiedTokens verified = new VerifiedTokens(REMEMBERED, clock);

    @Test
    void aTokenIsKnownAgain() {
        verified.remember("a.b.c", ada, Instant.MAX);

        assertThat(verified.find("a.b.c")).containsSame(ada);
    }

    @Test
    void noOtherTokenProfits() {
        verified.remember("a.b.c", ada, Instant.MAX);

        assertThat(verified.find("a.B.c")).isEmpty();
        assertThat(verified.find("a.b.")).isEmpty();
        assertThat(verified.find("a.b.cc")).isEmpty();
    }

    @Test
    void anExpiredTokenDoesNotProfit() {
        verified.remember("a.b.c", ada, clock.instant().plusSeconds(2));

        clock.turn(Duration.ofMillis(1999));
        assertThat(verified.find("a.b.c")).isPresent();
        clock.turn(Duration.ofMillis(1));
        assertThat(verified.find("a.b.c")).isEmpty();
    }

    @Test
    void afterAWhileItIsVerifiedAnew() {
        verified.remember("a.b.c", ada, Instant.MAX);

        clock.turn(REMEMBERED);
        assertThat(verified.find("a.b.c")).isEmpty();
    }
}
