package io.dust.earn;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * What happens to points that have to go back and have been spent, when {@code DUST_EARN_CLAW_BACK}
 * is clamp.
 */
@QuarkusTest
@TestProfile(ClawBackClampTest.Policy.class)
class ClawBackClampTest extends OrderTest {

    @Test
    void itIsWaived() {
        earnHundredAndSpend(100);
        tellRefund("ref_1", "100.56");
        assertBalance(0, 0, 0);
        earnThirty();
        assertBalance(30, 0, 0);
    }

    @Test
    void whatIsThereIsTaken() {
        earnHundredAndSpend(70);
        tellRefund("ref_1", "50.56");
        assertBalance(0, 0, 0);
        earnThirty();
        tellRefund("ref_2", "50");
        assertBalance(0, 0, 0);
    }

    /** Another policy than the default. */
    public static class Policy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.earn.claw-back", "clamp");
        }
    }
}
