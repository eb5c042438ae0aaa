package io.dust.event;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.order;
import static io.dust.fixture.Events.refund;
import static io.dust.fixture.Events.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Events;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** The authentication and the form of events. */
@QuarkusTest
class EventInputTest extends ApiTest {

    private final String order = "order_" + newId();

    private String placed() {
        return order(order, customer, "EUR", "10");
    }

    @Test
    void anUnauthenticatedEventIsRefused() {
        String event = event(newId(), "order.placed", placed());
        Response anonymous = given().contentType(Events.STRUCTURED).body("not even JSON").post("/events");
        assertRefused(anonymous, 401, "An event must be signed by Standard Webhooks, or be sent with a bearer token.");
        assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Bearer");

        for (Map<String, String> headers : List.of(Events.signature(event + " "),
                Events.signature("whsec_" + Base64.getEncoder().encodeToString(new byte[32]), Instant.now(), event),
                Events.signature(TestEnvironment.eventSecret(), Instant.now().minusSeconds(330), event),
                Events.signature(TestEnvironment.eventSecret(), Instant.now().plusSeconds(330), event),
                Map.of("webhook-signature", "v1,abc"))) {
            assertRefused(given().headers(headers).contentType(Events.STRUCTURED).body(event).post("/events"), 401,
                    "The signature does not match any configured secret for this webhook-id, webhook-timestamp and body,"
                            + " or the timestamp differs by more than 5 minutes.");
        }
        assertThat(points()).isZero();
        assertThat(transactions()).isZero();
    }

    @Test
    void oddSignaturesAreRefused() {
        String now = Long.toString(Instant.now().getEpochSecond());
        for (String timestamp : List.of(now, "x", "", " ", "-1", "1.5", "9223372036854775807", "-9223372036854775808",
                "99999999999999999999", "1e3")) {
            for (String signature : List.of("", " ", ",", "v1", "v1,", "v1, ,", ",,,", "v1,\u00e9", "v1,abc v1", "v1a,abc",
                    "v1,%%%%")) {
                assertThat(given().header("webhook-id", "x").header("webhook-timestamp", timestamp)
                        .header("webhook-signature", signature).contentType(Events.STRUCTURED).body("{}").post("/events")
                        .statusCode()).as("%s %s", timestamp, signature).isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"id\": null", "\"id\": 5", "\"id\": {}", "\"source\": null", "\"source\": \"a b\"",
            "\"source\": \"\\u0301\"", "\"source\": \"%\"", "\"type\": null", "\"type\": []", "\"specversion\": null",
            "\"specversion\": 1.0", "\"time\": 5", "\"time\": \"5\"", "\"time\": \"2026-01-31 12:00:00Z\"",
            "\"time\": \"+12026-01-31T12:00:00Z\"", "\"subject\": 5", "\"subject\": {}", "\"dataschema\": \"a b\"",
            "\"datacontenttype\": 5", "\"A B\": 1", "\"ext\": {}", "\"ext\": [1]", "\"data_base64\": \"%\"",
            "\"data_base64\": 5", "\"data_base64\": \"e30=\"" })
    void anAttributeOfAnotherFormIsNoError(String attribute) {
        String name = attribute.substring(0, attribute.indexOf(':'));
        String event = event(newId(), "order.placed", placed()).replaceFirst(name + ": *(\"[^\"]*\"),", "");
        Response answer = send("{" + attribute + ", " + event.substring(1));

        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 400);
        assertThat(answer.asString()).doesNotContain("Source:", "xception", "Stream", "java", "Cannot ");
    }

    @Test
    void aSignatureMayBeFourMinutesOldAndUseAnySecret() {
        String event = event(newId(), "order.placed", placed());
        for (String secret : TestEnvironment.eventSecrets()) {
            assertThat(given().headers(Events.signature(secret, Instant.now().minusSeconds(240), event))
                    .contentType(Events.STRUCTURED).body(event).post("/events").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTokenNeedsTheRoleForEvents() {
        String event = event(newId(), "order.placed", placed());
        assertThat(asShop().contentType(Events.STRUCTURED).body(event).post("/events").statusCode()).isEqualTo(200);
        assertThat(asStaff().contentType(Events.STRUCTURED).body(event).post("/events").statusCode()).isEqualTo(403);
        assertThat(asCustomer().contentType(Events.STRUCTURED).body(event).post("/events").statusCode()).isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer nonsense").contentType(Events.STRUCTURED).body(event).post("/events")
                .statusCode()).isEqualTo(401);
        assertThat(asShop().get("/admin/dust").statusCode()).isEqualTo(403);
    }

    @Test
    void anEventMayBeBinary() {
        String data = "{" + placed() + "}";
        Response answer = asShop().contentType("application/json").headers(binary("order.placed"))
                .header("ce-time", "2026-01-31T12:00:00Z").body(data).post("/events");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("outcome")).isEqualTo("applied");
        assertThat(answer.jsonPath().getString("transactions[0].occurred_at")).isEqualTo("2026-01-31T12:00:00Z");
    }

    @Test
    void aSignatureIsForOneEvent() {
        String data = "{" + placed() + "}";
        Map<String, String> signature = Events.signature(data);

        for (String type : List.of("order.placed", "order.paid", "order.canceled")) {
            assertRefused(given().headers(signature).contentType("application/json").headers(binary(type)).body(data)
                    .post("/events"), 400,
                    "A signed event must be application/cloudevents+json or -batch+json,"
                            + " because the signature does not cover the headers of a binary event.");
        }
        assertThat(transactions()).isZero();
    }

    private static Map<String, String> binary(String type) {
        return Map.of("ce-specversion", "1.0", "ce-id", newId(), "ce-source", Events.SOURCE, "ce-type", type);
    }

    @Test
    void aBatchAnswersForEachOfItsEvents() {
        String id = newId();
        send(event(id, "order.placed", placed()));
        String paid = event(newId(), "order.paid", placed());
        Response answer = send(Events.BATCH,
                "[" + String.join(",", paid, event(id, "order.placed", placed()), paid, event(newId(), "order.lost", placed()),
                        event(newId(), "order.paid", order(order, customer, "USD", "10")),
                        event(newId(), "order.paid", order(order, customer, "EUR", "-1"))) + "]");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().<String> getList("outcomes.outcome")).containsExactly("applied", "duplicate", "duplicate",
                "ignored",
                "refused", "refused");
        assertThat(answer.jsonPath().<String> getList("outcomes.reason")).containsExactly(
                "Pending points released for order " + order, "Points pending for order " + order,
                "Pending points released for order " + order, "Events of type order.lost change nothing.",
                "Order " + order + " has the currency EUR, not USD.", "total must not be negative.");
        assertThat(send(Events.BATCH, "[]").asString()).isEqualTo("{\"outcomes\":[]}");
    }

    @Test
    void aBatchHasALimit() {
        String events = IntStream.range(0, 101).mapToObj(i -> event(newId(), "order.lost", "\"id\": \"x\""))
                .collect(Collectors.joining(",", "[", "]"));

        assertRefused(send(Events.BATCH, events), 413, "The batch has 101 events; at most 100 are allowed.");
        assertThat(send(Events.STRUCTURED,
                event(newId(), "order.placed", placed() + ", \"note\": \"" + "x".repeat(262_144) + "\""))
                .statusCode()).isEqualTo(413);
        assertThat(transactions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "[]", "5", "{}",
            "{\"specversion\": \"0.1\", \"id\": \"1\", \"source\": \"s\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"0.3\", \"id\": \"1\", \"source\": \"s\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"order.paid\", \"time\": \"-5000-01-01T00:00:00Z\"}",
            "{\"specversion\": \"1.0\", \"source\": \"s\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\"}",
            "{\"specversion\": \"1.0\", \"id\": \"\", \"source\": \"s\", \"type\": \"order.paid\"}",
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"order.paid\", \"data\": {\"total\": NaN}}" })
    void anInvalidCloudEventIsABadRequest(String body) {
        assertThat(send(body).statusCode()).as(send(body).asString()).isEqualTo(400);
    }

    @Test
    void anInvalidCloudEventDoesNotAffectTheOthersOfItsBatch() {
        var outcomes = send(Events.BATCH, "[5, {\"specversion\": \"1.0\"}, " + event(newId(), "order.placed", placed()) + "]")
                .jsonPath();

        assertThat(outcomes.<String> getList("outcomes.outcome")).containsExactly("refused", "refused", "applied");
        assertThat(send(Events.BATCH, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aContradictionIsKeptWhateverElseItContains() {
        send(event(newId(), "order.placed", placed()));
        String strange = ", \"payment_status\": \"\\u0000\\ud800\", \"tax_total\": 1.10, \"email\": \"ann@example.com\"";

        assertRefused(send(event(newId(), "order.paid", order(order, customer, "USD", "10") + strange)), 422,
                "Order " + order + " has the currency EUR, not USD.");
        assertThat(asStaff().get("/admin/dust/events/refused?limit=1").asString()).contains("\\u0000", "1.10")
                .doesNotContain("example.com");
    }

    @Test
    void aLargeEventIsKeptInPart() {
        String large = ", \"items\": [" + ("{\"title\": \"" + "x".repeat(400) + "\", \"id\": 5, \"total\": 1},").repeat(500)
                + "5], \"note\": \"" + "x".repeat(10_000) + "\"";

        assertRefused(send(event(newId(), "order.placed", placed() + large)), 422, "items must have at most 500 elements.");
        var kept = asStaff().get("/admin/dust/events/refused?limit=1").jsonPath();
        assertThat(kept.getString("events[0].order_id")).isEqualTo(order);
        assertThat(kept.getBoolean("events[0].data.truncated")).isTrue();
        assertThat(asStaff().get("/admin/dust/events/refused?limit=1").asByteArray()).hasSizeLessThan(10_000);
    }

    @Test
    void aRepeatedAnswerHasTheSameTime() {
        String event = event(newId(), "order.placed", placed()).replace("\"type\"",
                "\"time\": \"2026-01-31T12:00:00.123456789Z\", \"type\"");

        assertThat(send(event).jsonPath().<Object> getList("transactions"))
                .isEqualTo(send(event).jsonPath().<Object> getList("transactions"));
    }

    @Test
    void aRefusedEventDoesNotFixTheCustomerOfAnOrder() {
        send(event(newId(), "order.placed", order(order, newCustomer(), "EUR", "-1")));
        send(event(newId(), "order.placed", order(order, newCustomer(), "XYZ", "1")));

        assertThat(send(event(newId(), "order.placed", placed())).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "ce-id, ''", "ce-id, ' '", "ce-source, 'no uri'", "ce-specversion, 2.0", "ce-specversion, ''",
            "ce-time, yesterday", "ce-type, ''" })
    void anInvalidBinaryCloudEventIsABadRequest(String attribute, String value) {
        Map<String, String> attributes = new HashMap<>(binary("order.placed"));
        attributes.put(attribute, value);
        if (value.isEmpty()) {
            attributes.remove(attribute);
        }
        String data = "{" + placed() + "}";

        assertThat(asShop().contentType("application/json").headers(attributes).body(data)
                .post("/events").statusCode()).isEqualTo(400);
        assertThat(transactions()).isZero();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = { "-0.01, must not be negative", "\"-1\", must not be negative",
            "\"NaN\", must be a decimal number", "\"Infinity\", must be a decimal number", "true, must be a decimal number",
            "\"\", must be a decimal number", "[1], must be a decimal number",
            "1e999999999, must have at most 64 digits on each side of the decimal point",
            "1e-999999999, must have at most 64 digits on each side of the decimal point",
            "90071992547409.92, must be at most 9007199254740991 minor units" })
    void amountsAreDecimalNumbersOfTheCurrency(String amount, String message) {
        for (String member : List.of("total", "tax_total", "shipping_total", "discount_total", "gift_card_total",
                "credit_line_total")) {
            String data = member.equals("total") ? order(order, customer, "EUR", amount)
                    : placed() + ", \"%s\": %s".formatted(member, amount);
            assertRefused(send(event(newId(), "order.placed", data)), 422, member + " " + message + ".");
        }
        assertRefused(send(event(newId(), "order.refunded", placed() + refund("ref_1", amount))), 422,
                "refund.amount " + message + ".");
        assertThat(transactions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "EUR, 34.116425, 34", "USD, 59.699999999999996, 59", "EUR, 9.995, 10", "EUR, 9.994999, 9" })
    void moreDecimalsThanTheCurrencyHasAreRounded(String currency, String total, long points) {
        send(event(newId(), "order.placed", order(order, customer, currency, total)));
        send(event(newId(), "order.paid", order(order, customer, currency, total)));

        assertThat(points()).isEqualTo(points);
    }

    @Test
    void everyMissingMemberIsNamed() {
        assertRefused(send(event(newId(), "order.placed", "\"customer_id\": \"c\", \"currency_code\": \"EUR\", \"total\": 1")),
                422,
                "id must be 1 to 64 printable characters.");
        assertRefused(send(event(newId(), "order.placed", "\"id\": \"o\", \"currency_code\": \"EUR\", \"total\": 1")), 422,
                "customer_id must be 1 to 255 printable characters.");
        assertRefused(send(event(newId(), "order.placed", "\"id\": \"o\", \"customer_id\": \"c\", \"total\": 1")), 422,
                "currency_code must be 1 to 64 printable characters.");
        assertRefused(send(event(newId(), "order.placed", "\"id\": \"o\", \"customer_id\": \"c\", \"currency_code\": \"EUR\"")),
                422,
                "total must be given.");
        assertRefused(send(event(newId(), "order.refunded", placed())), 422, "refund.id must be 1 to 64 printable characters.");
        assertRefused(send(event(newId(), "order.refunded", placed() + ", \"refund\": {\"id\": \"r\"}")), 422,
                "refund.amount must be given.");
    }

    @Test
    void anOrderWithoutACustomerIsIgnored() {
        var answer = send(event(newId(), "order.placed", placed().replace("\"" + customer + "\"", "null"))).jsonPath();

        assertThat(answer.getString("outcome")).isEqualTo("ignored");
        assertThat(answer.getString("reason")).isEqualTo("The order has no customer.");
    }

    @Test
    void anOrderThatWouldEarnTooMuchIsRefused() {
        String rule = "{\"rate\": {\"numerator\": 1000000000, \"denominator\": 1}}";
        asStaff().header("If-None-Match", "*").contentType("application/json").body(rule)
                .put("/admin/dust/earning-rules/BHD").then().statusCode(200);

        assertRefused(send(event(newId(), "order.placed", order(order, customer, "BHD", "9007199.255"))), 422,
                "Order " + order + " would earn more than 9007199254740991 points, the most that an order can earn.");
        assertThat(transactions()).isZero();
    }

    private static void assertRefused(Response response, int status, String detail) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }
}
