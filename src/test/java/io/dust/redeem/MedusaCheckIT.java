package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;

/** A wrong key of Medusa keeps Dust from nothing but discounts, and is one line of the log. */
class MedusaCheckIT {

    @Test
    void aRefusedKeyIsOneLineAfterTheStart() {
        FakeMedusa.running();
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.medusa.url", FakeMedusa.url());
        settings.put("dust.medusa.api-key", "sk_wrong");
        Instant end = Instant.now().plus(Duration.ofSeconds(30));

        try (DustProcess ready = DustProcess.start(settings)) {
            while (!ready.output().contains("refuses DUST_MEDUSA_API_KEY")) {
                assertThat(Instant.now()).isBefore(end);
            }
            assertThat(ready.output().lines().filter(line -> line.contains("Medusa"))).singleElement().asString()
                    .contains("\"level\":\"ERROR\"");
        }
    }
}
