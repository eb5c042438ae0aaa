package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jose4j.http.SimpleResponse;
import org.junit.jupiter.api.Test;

class RestrainedGetTest {

    private final TurnedClock clock = new TurnedClock();
    private int fetches;

    @Test
    void afterAFailureItWaitsBeforeItTriesAgain() {
        RestrainedGet get = new RestrainedGet(this::fail, clock);

        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json")).withMessage("No route");
        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json"))
                .withMessage("The keys could not be fetched a moment ago");
        assertThat(fetches).isEqualTo(1);

        clock.turn(RestrainedGet.PAUSE);
        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json")).withMessage("No route");
        assertThat(fetches).isEqualTo(2);
    }

    private SimpleResponse fail(String url) throws IOException {
        fetches++;
        throw new IOException("No route");
    }

    private static final class TurnedClock extends Clock {

        private Instant now = Instant.EPOCH;

        void turn(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
