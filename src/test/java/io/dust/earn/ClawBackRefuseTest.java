package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static io.dust.fixture.Events.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The claw-back of spent points with {@code DUST_EARN_CLAW_BACK=refuse}. */
@QuarkusTest
@TestProfile(ClawBackRefuseTest.Policy.class)
class ClawBackRefuseTest extends OrderTest {

    @Test
    void theEventIsRefusedForStaff() {
        earnHundredAndSpend(100);
        assertRefused(send(event(newId(), "order.refunded", placed() + refund("ref_1", "100.56"))), 409,
                "insufficient-points", "100 points of order " + order + " must be clawed back; the customer has 0.");
        assertBalance(0, 0, 0);
        earnThirty();
        assertBalance(30, 0, 0);
        sendRefund("ref_2", "20");
        assertBalance(10, 0, 0);
    }

    @Test
    void theSameEventIsJudgedAnewOnceTheReasonIsGone() {
        earnHundredAndSpend(100);
        String refund = event(newId(), "order.refunded", placed() + refund("ref_1", "100.56"));
        assertThat(send(refund).statusCode()).isEqualTo(409);
        assertThat(send(refund).statusCode()).isEqualTo(409);
        change("add", 500);

        assertThat(send(refund).jsonPath().getString("outcome")).isEqualTo("applied");
        assertThat(send(refund).jsonPath().getString("outcome")).isEqualTo("duplicate");

        assertBalance(400, 0, 0);
        assertThat(asStaff().get("/admin/dust/events/refused?limit=100").jsonPath()
                .getList("events.findAll { it.order_id == '" + order + "' }.attempts")).containsExactly(2);
    }

    public static class Policy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.earn.claw-back", "refuse");
        }
    }
}
