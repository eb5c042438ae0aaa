package io.dust.redeem;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The settings of Dust with the simulated Medusa backend. */
public class WithMedusa implements QuarkusTestProfile {

    static final Duration HOLD_TIME = Duration.ofSeconds(12);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("dust.medusa.url", FakeMedusa.url(), "dust.medusa.api-key", FakeMedusa.API_KEY,
                "dust.redeem.hold-time", HOLD_TIME.toSeconds() + "s", "dust.redeem.expire-every", "1s",
                "dust.redeem.discount-within", "15s");
    }
}
