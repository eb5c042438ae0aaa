package io.dust.adjust;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class IdempotencyTest extends ApiTest {

    private static final String FIVE = """
            {"points": 5, "reason": "Test"}""";

    private final String key = newKey();

    @Test
    void aRepeatedRequestGetsTheSameAnswerAndCountsOnce() {
        var first = post("add", FIVE, key);
        change("add", 100);

        var repeated = post("add", FIVE, key).then().statusCode(200).extract();

        assertThat(repeated.asString()).isEqualTo(first.asString());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(points()).isEqualTo(105);
    }

    @Test
    void theOrderOfMembersAndWhiteSpaceAreNoContent() {
        post("add", FIVE, key);

        var repeated = post("add", "{ \"reason\":\"Test\",\n\"points\" :5, \"reference\": null }", key);

        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyWithOtherContentIsRefused() {
        post("add", FIVE, key);

        String body = post("add", """
                {"points": 6, "reason": "Test"}""", key).then().statusCode(422).extract().asString();

        assertJson(body, """
                {"type": "urn:problem-type:dust:idempotency-key-reused", "title": "Idempotency key reused", "status": 422,
                 "detail": "The id was used before for another request about this customer; use a new one.",
                 "error": "Idempotency key reused"}""");
        assertThat(points()).isEqualTo(5);
    }

    @Test
    void everyPartOfARequestIsContent() {
        post("add", FIVE, key);

        post("adjust", FIVE, key).then().statusCode(422);
        post("add", """
                {"points": 5, "reason": "Other"}""", key).then().statusCode(422);
        post("add", """
                {"points": 5, "reason": "Test", "reference": {"type": "order", "id": "order_1"}}""", key).then()
                .statusCode(422);
    }

    @Test
    void aRefusalIsRepeatedAlthoughTheBalanceHasGrown() {
        change("add", 3);
        var refused = post("deduct", FIVE, key).then().statusCode(409).extract();
        change("add", 100);

        var repeated = post("deduct", FIVE, key).then().statusCode(409).extract();

        assertThat(repeated.asString()).isEqualTo(refused.asString());
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(points()).isEqualTo(103);
    }

    @Test
    void aRefusalOfACustomersFirstRequestIsRepeatedToo() {
        var refused = post("deduct", FIVE, key).then().statusCode(409).extract();
        change("add", 100);

        var repeated = post("deduct", FIVE, key).then().statusCode(409).extract();

        assertThat(repeated.asString()).isEqualTo(refused.asString());
    }

    @Test
    void anInvalidRequestCanBeCorrectedUnderItsKey() {
        post("add", """
                {"points": -5, "reason": "Test"}""", key).then().statusCode(422);

        post("add", FIVE, key).then().statusCode(200);
    }

    @Test
    void twoCustomersCanUseTheSameKey() {
        post("add", FIVE, key);

        post(newCustomer(), "add", FIVE, key).then().statusCode(200);
    }
}
