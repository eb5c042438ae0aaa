package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Captures and voids holds. */
@QuarkusTest
class HoldEndTest extends CheckoutTest {

    @Test
    void capturedPointsAreSpent() {
        String id = hold(300).getString("hold.id");

        Response captured = capture(id, "{}");

        assertThat(captured.statusCode()).as(captured.asString()).isEqualTo(200);
        assertThat(captured.jsonPath().getString("hold.status")).isEqualTo("captured");
        assertThat(captured.jsonPath().getLong("hold.captured")).isEqualTo(300);
        assertBalance(700, 0, 300);
    }

    @Test
    void theRemainderOfAPartialCaptureReturns() {
        String id = hold(300).getString("hold.id");

        capture(id, "{\"points\": 120}").then().statusCode(200);

        assertBalance(880, 0, 120);
    }

    @Test
    void anEndIsRepeatableAndAnotherEndIsRefused() {
        String id = hold(300).getString("hold.id");
        capture(id, "{\"points\": 120}").then().statusCode(200);

        assertThat(capture(id, "{\"points\": 120}").statusCode()).isEqualTo(200);
        for (Response refused : List.of(capture(id, "{}"), capture(id, "{\"points\": 119}"), voidHold(id), voidByShop(id))) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:hold-ended");
            assertThat(refused.jsonPath().getString("detail"))
                    .isEqualTo("The hold is already captured with 120 points; a hold can end only once.");
        }
        assertBalance(880, 0, 120);
        assertThat(transactions()).isEqualTo(3);
    }

    @Test
    void aVoidedHoldCannotBeCaptured() {
        String id = hold(300).getString("hold.id");
        voidByShop(id).then().statusCode(200);

        assertThat(voidByShop(id).statusCode()).isEqualTo(200);
        assertThat(capture(id, "{}").jsonPath().getString("detail"))
                .isEqualTo("The hold is already voided; a hold can end only once.");
        assertBalance(1000, 0, 0);
    }

    @Test
    void moreThanTheHeldPointsCannotBeCaptured() {
        String id = hold(300).getString("hold.id");

        assertThat(capture(id, "{\"points\": 301}").statusCode()).isEqualTo(422);
        assertBalance(700, 300, 0);
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        String id = hold(300).getString("hold.id");
        String key = newKey();
        String first = post("holds/" + id + "/capture", "{\"points\": 5}", key).asString();

        Response again = post("holds/" + id + "/capture", "{\"points\": 5}", key);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first);
    }

    @Test
    void onlyStaffCaptureAndOnlyWithAKey() {
        String id = hold(300).getString("hold.id");
        String path = "/admin/dust/" + customer + "/holds/" + id + "/capture";

        asCustomer().header("Idempotency-Key", newKey()).contentType("application/json").body("{}").post(path).then()
                .statusCode(403);
        asStaff().contentType("application/json").body("{}").post(path).then().statusCode(400);
        assertBalance(700, 300, 0);
    }

    @Test
    void aHoldByStaffBelongsToTheCustomer() {
        Response held = post("holds", cart(cart, "100", "10"));

        assertThat(held.statusCode()).as(held.asString()).isEqualTo(201);
        assertThat(voidHold(held.jsonPath().getString("hold.id")).statusCode()).isEqualTo(200);
        assertThat(post("holds/00000000-0000-0000-0000-000000000000/void", "").statusCode()).isEqualTo(404);
    }

    @Test
    void returnedPointsRepayDebtFirst() {
        String id = hold(1000).getString("hold.id");
        // The claw-back of the canceled order exceeds the points that are not held.
        String order = "\"id\": \"order_%s\", \"customer_id\": \"%s\", \"currency_code\": \"eur\", \"total\": 50"
                .formatted(cart, customer);
        sendEvent("order.placed", order + ", \"payment_status\": \"captured\"");
        change("deduct", 50);
        sendEvent("order.canceled", order);
        assertThat(balance().getLong("debt")).isEqualTo(50);

        voidHold(id).then().statusCode(200);

        assertThat(balance().getLong("debt")).isZero();
        assertThat(balance().getLong("points")).isEqualTo(950);
    }

    private static void sendEvent(String type, String order) {
        Events.send(Events.event(Events.newId(), type, order)).then()
                .statusCode(200);
    }

    private void assertBalance(long points, long held, long spent) {
        assertThat(List.of(balance().getLong("points"), balance().getLong("held"), balance().getLong("lifetime_spent")))
                .as("points, held, spent").containsExactly(points, held, spent);
    }
}
