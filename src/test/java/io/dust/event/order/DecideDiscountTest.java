package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.earn.OrderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Staff decide about a discount that no hold pays for. */
@QuarkusTest
class DecideDiscountTest extends OrderTest {

    private static final String CODE = "DUST-00000000000000000000000000000003";

    @Test
    void aRepeatedDecisionGetsTheSameAnswer() {
        sendEvent("order.placed", placed() + ", \"promotions\": [{\"code\": \"" + CODE + "\", \"amount\": 1}]");
        String key = newKey();

        assertThat(charge(CODE, key).header("Idempotency-Replayed")).isNull();
        Response again = charge(CODE, key);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertBalance(0, 100, 50);
    }

    @Test
    void aRepeatedRejectionIsTheSame() {
        sendEvent("order.placed", placed() + ", \"promotions\": [{\"code\": \"" + CODE + "\", \"amount\": 1}]");
        charge(CODE, newKey()).then().statusCode(200);

        assertRejectedTwice(CODE, 409, "discount-decided");
        assertRejectedTwice("DUST-OTHER", 404, "discount-not-found");
    }

    private void assertRejectedTwice(String code, int status, String slug) {
        String key = newKey();
        for (int i = 0; i < 2; i++) {
            Response rejected = charge(code, key);
            assertThat(rejected.statusCode()).as(rejected.asString()).isEqualTo(status);
            assertThat(rejected.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:" + slug);
        }
    }

    private Response charge(String code, String key) {
        return post(customer, "orders/" + order + "/discounts/" + code + "/charge", "{\"points\": 50}", key);
    }
}
