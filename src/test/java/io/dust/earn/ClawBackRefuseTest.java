package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static io.dust.fixture.Events.send;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * What happens to points that have to go back and have been spent, when {@code DUST_EARN_CLAW_BACK}
 * is refuse.
 */
@QuarkusTest
@TestProfile(ClawBackRefuseTest.Policy.class)
class ClawBackRefuseTest extends OrderTest {

    @Test
    void itIsForStaff() {
        earnHundredAndSpend(100);
        assertRefused(send(event(newId(), "order.refunded", placed() + refund("ref_1", "100.56"))), 409,
                "insufficient-points", "100 points of order " + order + " must be clawed back; the customer has 0.");
        assertBalance(0, 0, 0);
        earnThirty();
        assertBalance(30, 0, 0);
        tellRefund("ref_2", "20");
        assertBalance(10, 0, 0);
    }

    /** Another policy than the default. */
    public static class Policy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.earn.claw-back", "refuse");
        }
    }
}
