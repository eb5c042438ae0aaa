package io.dust.adjust;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AdjustTest extends ApiTest {

    private static final long LIMIT = 9_007_199_254_740_991L;
    private static final String ONE = """
            {"points": 1, "reason": "Test"}""";

    @Test
    void addReturnsTheBalanceAndTheTransaction() {
        String body = post("add", """
                {"points": 100, "reason": "Welcome ☀️", "reference": {"type": "order", "id": "order_1"}}""", "key-1")
                .then().statusCode(200).extract().asString();

        assertJson(body,
                """
                        {
                          "dust_point": {"id": "<id>", "customer_id": "cus_<id>", "points": 100, "held": 0, "pending": 0, "debt": 0,
                            "version": 1, "created_at": "<time>", "updated_at": "<time>"},
                          "transaction": {"id": "<id>.1", "version": 1, "kind": "EARN", "points": 100, "held": 0, "pending": 0, "debt": 0,
                            "points_after": 100, "held_after": 0, "pending_after": 0, "debt_after": 0, "reverses": null,
                            "reason": "Welcome ☀️", "reference": {"type": "order", "id": "order_1"}, "actor": "user_01JSTAFF",
                            "request_id": "key-1", "occurred_at": "<time>", "recorded_at": "<time>"}
                        }""");
    }

    @Test
    void deductTakesPoints() {
        change("add", 100);

        var body = post("deduct", """
                {"points": 40, "reason": "Mug"}""").then().statusCode(200).extract().jsonPath();

        assertThat(body.getLong("dust_point.points")).isEqualTo(60);
        assertThat(body.getString("transaction.kind")).isEqualTo("DEDUCT");
        assertThat(body.getLong("transaction.points")).isEqualTo(-40);
    }

    @Test
    void deductingMoreThanTheBalanceIsRefused() {
        change("add", 10);

        var response = post("deduct", """
                {"points": 15, "reason": "Mug"}""").then().statusCode(409).extract();

        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertJson(response.asString(), """
                {"type": "urn:problem-type:dust:insufficient-points", "title": "Insufficient dust points", "status": 409,
                 "detail": "The customer has 10 points; 15 are required.", "error": "Insufficient dust points"}""");
        assertThat(points()).isEqualTo(10);
        assertThat(transactions()).isEqualTo(1);
    }

    @Test
    void deductFromAnUnknownCustomerIsRefusedAndMakesNoRow() {
        post("deduct", """
                {"points": 1, "reason": "Mug"}""").then().statusCode(409);

        asStaff().get("/admin/dust/{customer}", customer).then().statusCode(404);
    }

    @Test
    void anAdjustmentAddsOrTakesPoints() {
        change("adjust", 50);
        change("adjust", -20);

        assertThat(points()).isEqualTo(30);
    }

    @Test
    void adjustNeverGoesBelowZero() {
        change("add", 10);

        post("adjust", """
                {"points": -11, "reason": "Correction"}""").then().statusCode(409);

        assertThat(points()).isEqualTo(10);
    }

    @Test
    void adjustByNothingIsRefused() {
        String body = post("adjust", """
                {"points": 0, "reason": "Correction"}""").then().statusCode(422).extract().asString();

        assertJson(body, """
                {"type": "urn:problem-type:dust:invalid-request", "title": "Invalid request", "status": 422,
                 "detail": "points must not be 0.", "error": "Invalid request",
                 "errors": [{"member": "points", "message": "must not be 0"}]}""");
    }

    @Test
    void theLargestBalanceIsExactAndNotExceeded() {
        change("add", LIMIT);

        String body = post("add", """
                {"points": 1, "reason": "One too many"}""").then().statusCode(409).extract().asString();

        assertJson(body, """
                {"type": "urn:problem-type:dust:balance-limit", "title": "Too many dust points", "status": 409,
                 "detail": "The customer would exceed 9007199254740991 points, the limit of an account.",
                 "error": "Too many dust points"}""");
        assertThat(points()).isEqualTo(LIMIT);
    }

    @Test
    void lifetimeTotalsStayExactToo() {
        change("add", LIMIT);
        change("deduct", LIMIT);
        post("add", ONE).then().statusCode(409);

        change("adjust", 1);
        post("deduct", ONE).then().statusCode(409);
    }

    @Test
    void aCustomerIdMayBeAnyPrintableText() {
        String odd = customer + "/ä '\"%_\\?#&+; 顧客 \uD83D\uDE00";

        post(odd, "add", "{\"points\": 3, \"reason\": \"x\"}", newKey()).then().statusCode(200);

        String found = asStaff().get("/admin/dust/{customer}", odd).then().statusCode(200).extract().jsonPath()
                .getString("dust_point.customer_id");
        assertThat(found).isEqualTo(odd);
    }
}
