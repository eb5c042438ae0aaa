package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;

import org.jose4j.http.SimpleResponse;
import org.junit.jupiter.api.Test;

import io.dust.fixture.TurnedClock;

class BackoffHttpGetTest {

    private final TurnedClock clock = new TurnedClock();
    private int fetches;

    @Test
    void afterAFailureTheNextFetchWaits() {
        BackoffHttpGet get = new BackoffHttpGet(this::fail, clock);

        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json")).withMessage("No route");
        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json"))
                .withMessageStartingWith(
                        "The keys at http://localhost/jwks.json could not be fetched; the next attempt is after ");
        assertThat(fetches).isEqualTo(1);

        clock.turn(BackoffHttpGet.PAUSE);
        assertThatIOException().isThrownBy(() -> get.get("http://localhost/jwks.json")).withMessage("No route");
        assertThat(fetches).isEqualTo(2);
    }

    private SimpleResponse fail(String url) throws IOException {
        fetches++;
        throw new IOException("No route");
    }
}
