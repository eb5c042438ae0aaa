package io.dust.earn;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The claw-back of spent points with {@code DUST_EARN_CLAW_BACK=clamp}. */
@QuarkusTest
@TestProfile(ClawBackClampTest.Policy.class)
class ClawBackClampTest extends OrderTest {

    @Test
    void spentPointsAreWaived() {
        earnHundredAndSpend(100);
        sendRefund("ref_1", "100.56");
        assertBalance(0, 0, 0);
        earnThirty();
        assertBalance(30, 0, 0);
    }

    @Test
    void remainingPointsAreClawedBack() {
        earnHundredAndSpend(70);
        sendRefund("ref_1", "50.56");
        assertBalance(0, 0, 0);
        earnThirty();
        sendRefund("ref_2", "50");
        assertBalance(0, 0, 0);
    }

    public static class Policy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.earn.claw-back", "clamp");
        }
    }
}
