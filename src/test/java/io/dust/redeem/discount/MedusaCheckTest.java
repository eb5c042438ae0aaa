package io.dust.redeem.discount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.LogLines;
import io.dust.redeem.FakeMedusa;
import io.dust.redeem.FakeMedusa.Mode;
import io.dust.redeem.MedusaTest;
import io.dust.redeem.WithMedusa;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** What Dust says at its start about Medusa. */
@QuarkusTest
@TestProfile(WithMedusa.class)
class MedusaCheckTest extends MedusaTest {

    @Inject
    MedusaCheck medusa;

    private final LogLines log = LogLines.of(MedusaCheck.class);

    @BeforeEach
    void afterTheStart() {
        Instant end = Instant.now().plusSeconds(10);
        while (!MEDUSA.wasChecked()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void nothingIsSaidWhenAllIsWell() {
        assertThat(check(true)).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aRefusedKeyIsAnError() {
        for (Mode mode : List.of(Mode.UNAUTHORIZED, Mode.FORBIDDEN)) {
            MEDUSA.setMode(mode);

            assertThat(medusa.check(true).onItem().transform(String::valueOf).onFailure().recoverWithItem("refused").await()
                    .atMost(Duration.ofSeconds(10))).isEqualTo("refused");
        }
        assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("ERROR Medusa at " + FakeMedusa.url() + " refuses DUST_MEDUSA_API_KEY")
                .contains("set it to a secret API key of this backend (sk_…)"))
                .first().asString().endsWith("Medusa answered 401: {\"message\": \"Unauthorized\"}");
    }

    @Test
    void anOutageIsAWarningOnce() {
        MEDUSA.setMode(Mode.UNREACHABLE);

        assertThat(check(true)).isFalse();
        assertThat(check(false)).isFalse();

        assertThat(log.lines()).singleElement().asString()
                .startsWith("WARN Medusa at " + FakeMedusa.url() + " cannot be reached").contains("check DUST_MEDUSA_URL");
    }

    @Test
    void anotherServerIsAWarning() {
        for (Mode mode : List.of(Mode.OTHER_SERVER, Mode.OTHER_API)) {
            MEDUSA.setMode(mode);
            assertThat(check(true)).isFalse();
        }

        assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("WARN There is no Medusa at " + FakeMedusa.url())
                .contains("set DUST_MEDUSA_URL to the URL of the backend"));
    }

    private boolean check(boolean isFirst) {
        return medusa.check(isFirst).await().atMost(Duration.ofSeconds(10));
    }
}
