package io.dust.adjust;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class ReverseTest extends ApiTest {

    private static final String BY_MISTAKE = """
            {"reason": "By mistake"}""";

    @Test
    void aReversalReversesATransaction() {
        change("add", 100);
        change("add", 20);

        String body = post("transactions/1/reverse", BY_MISTAKE, "key-3").then().statusCode(200).extract().asString();

        assertJson(body, """
                {
                  "dust_point": {"id": "<id>", "customer_id": "cus_<id>", "points": 20, "held": 0, "pending": 0, "debt": 0,
                    "version": 3, "created_at": "<time>", "updated_at": "<time>"},
                  "transaction": {"id": "<id>.3", "version": 3, "kind": "REVERSAL", "points": -100, "held": 0, "pending": 0,
                    "debt": 0, "points_after": 20, "held_after": 0, "pending_after": 0, "debt_after": 0, "reverses": 1,
                    "reason": "By mistake", "reference": null, "actor": "user_01JSTAFF", "request_id": "key-3",
                    "occurred_at": "<time>", "recorded_at": "<time>"}
                }""");
    }

    @Test
    void aReversedDeductionReturnsThePoints() {
        change("add", 100);
        change("deduct", 30);

        reverse(2);

        assertThat(points()).isEqualTo(100);
    }

    @Test
    void anAdjustmentCanBeReversed() {
        change("adjust", 10);
        change("adjust", -3);

        reverse(2);

        assertThat(points()).isEqualTo(10);
    }

    @Test
    void lifetimeTotalsExcludeReversedTransactions() {
        change("add", 100);
        change("add", 11);
        change("deduct", 30);

        reverse(2);
        reverse(3);

        var summary = asCustomer().get("/store/dust/summary").jsonPath();
        assertThat(summary.getLong("lifetime_earned")).isEqualTo(100);
        assertThat(summary.getLong("lifetime_spent")).isZero();
    }

    @Test
    void aTransactionIsReversedOnce() {
        change("add", 100);
        change("add", 100);
        reverse(1);

        refused(post("transactions/1/reverse", BY_MISTAKE), 409, "already-reversed", "Transaction 1 is already reversed.");

        assertThat(points()).isEqualTo(100);
    }

    @Test
    void aReversalIsNotReversedItself() {
        change("add", 100);
        reverse(1);

        refused(post("transactions/2/reverse", BY_MISTAKE), 409, "not-reversible",
                "Transaction 2 is a reversal itself; make an adjustment instead.");
    }

    @Test
    void spentPointsCannotBeReversed() {
        change("add", 100);
        change("deduct", 60);

        refused(post("transactions/1/reverse", BY_MISTAKE), 409, "insufficient-points",
                "The customer has 40 points; 100 are required.");
    }

    @Test
    void anUnknownTransactionCannotBeReversed() {
        refused(post("transactions/1/reverse", BY_MISTAKE), 404, "transaction-not-found", "The customer has no transaction 1.");
        change("add", 1);
        refused(post("transactions/2/reverse", BY_MISTAKE), 404, "transaction-not-found", "The customer has no transaction 2.");
    }

    @Test
    void aRepeatedReversalGetsTheSameAnswer() {
        change("add", 100);
        String key = newKey();
        String first = post("transactions/1/reverse", BY_MISTAKE, key).asString();

        var repeated = post("transactions/1/reverse", BY_MISTAKE, key).then().statusCode(200).extract();

        assertThat(repeated.asString()).isEqualTo(first);
        assertThat(points()).isZero();
    }

    private static void refused(Response response, int status, String slug, String detail) {
        response.then().statusCode(status);
        assertThat(response.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:" + slug);
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }
}
