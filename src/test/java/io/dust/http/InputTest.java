package io.dust.http;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Events;
import io.dust.fixture.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** What every route refuses in the same way. */
@QuarkusTest
class InputTest extends ApiTest {

    private static final String RULE = "{\"rate\": {\"numerator\": 1, \"denominator\": 100}%s}";

    @TestHTTPResource
    URI dust;

    private final String order = "order_" + newId();

    @Test
    void everyBodyIsUtf8() {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            everyRouteRefuses("{\"points\": 5}".getBytes(charset));
        }
        everyRouteRefuses("\uFEFF{\"points\": 5}".getBytes(StandardCharsets.UTF_8));
        everyRouteRefuses("{\"points\": \"\u00C0\u0080\"}".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{]", "{\"\n\": 1}", "{'points': 1}", "{points: 1}" })
    void everyBodyIsJson(String body) {
        everyRouteRefuses(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void levelsHaveALimit() {
        String body = "{\"currency_code\": \"eur\", \"total\": 1, \"a\": " + "[".repeat(2000) + "]".repeat(2000) + "}";

        for (Response response : List.of(Events.send(body),
                asCustomer().contentType(ContentType.JSON).body(body).post("/store/dust/quote"),
                asStaff().contentType(ContentType.JSON).body(body).post("/admin/dust/earning-rules/simulate"))) {
            assertThat(refused(400, response).jsonPath().getString("detail")).startsWith("The body exceeds a limit");
        }
    }

    private void everyRouteRefuses(byte[] body) {
        for (Response response : List.of(
                asStaff().header("Idempotency-Key", newKey()).contentType(ContentType.JSON).body(body)
                        .post("/admin/dust/{customer}/add", customer),
                asCustomer().contentType(ContentType.JSON).body(body).post("/store/dust/quote"),
                asCustomer().contentType(ContentType.JSON).body(body).post("/store/dust/holds"),
                asStaff().contentType(ContentType.JSON).body(body).post("/admin/dust/earning-rules/simulate"),
                asStaff().header("If-None-Match", "*").contentType(ContentType.JSON).body(body)
                        .put("/admin/dust/earning-rules/EUR"),
                asShop().contentType(Events.STRUCTURED).body(body).post("/events"),
                asShop().contentType("application/json").headers("ce-specversion", "1.0", "ce-id", newId(), "ce-source",
                        Events.SOURCE, "ce-type", "order.placed").body(body).post("/events"))) {
            String detail = refused(400, response).jsonPath().getString("detail");
            assertThat(detail).matches("The body is not valid JSON in UTF-8 \\(line 1, column [0-9]+\\)\\.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\\t", "\\u0000", "\\u00a0" })
    void aBlankTextIsNotAbsent(String blank) {
        names("points", asCustomer().contentType(ContentType.JSON)
                .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": 10, \"points\": \"%s\"}"
                        .formatted(blank))
                .post("/store/dust/holds"));
        names("points", post("holds/" + newKey() + "/capture", "{\"points\": \"%s\"}".formatted(blank)));
        for (String member : List.of("maximum_points", "minimum_order", "valid_from", "valid_until", "gift_cards", "basis",
                "campaigns", "campaigns_combine", "customer_maximum")) {
            names(member, putRule(RULE.formatted(", \"%s\": \"%s\"".formatted(member, blank))));
        }
        names("basis.tax", putRule(RULE.formatted(", \"basis\": {\"tax\": \"%s\"}".formatted(blank))));
        for (String member : List.of("minimum_points", "step_points", "maximum_share")) {
            names(member, asStaff().header("If-None-Match", "*").contentType(ContentType.JSON)
                    .body(RULE.formatted(", \"%s\": \"%s\"".formatted(member, blank)))
                    .put("/admin/dust/redemption-rates/TND"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"\\u0663\"", "\"+5\"", "\"5.\"", "\".5\"", "\"1e1\"", "\" 5\"", "\"\"", "true", "{}", "[1]" })
    void everyAmountIsADecimalNumber(String amount) {
        for (Response response : List.of(hold(amount),
                asCustomer().contentType(ContentType.JSON)
                        .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"total\": %s}".formatted(amount))
                        .post("/store/dust/quote"),
                putRule(RULE.formatted(", \"minimum_order\": " + amount)),
                asStaff().contentType(ContentType.JSON).body("{\"currency_code\": \"eur\", \"total\": %s}".formatted(amount))
                        .post("/admin/dust/earning-rules/simulate"),
                Events.send(event(newId(), "order.placed", order(order, customer, "EUR", amount))))) {
            assertThat(refused(422, response).jsonPath().getString("detail")).matches("[a-z_]+ must be a decimal number\\.");
        }
    }

    @Test
    void everyAmountMayBeAText() {
        assertThat(hold("\"1000.00\"").statusCode()).isEqualTo(409);
        asCustomer().contentType(ContentType.JSON)
                .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"total\": \"12.50\"}").post("/store/dust/quote").then()
                .statusCode(200);
        asStaff().header("If-None-Match", "*").contentType(ContentType.JSON)
                .body(RULE.formatted(", \"minimum_order\": \"7.500\"")).put("/admin/dust/earning-rules/TND").then()
                .statusCode(200);
        assertThat(asStaff().get("/admin/dust/earning-rules/TND").jsonPath()
                .getString("earning_rule.definition.minimum_order")).startsWith("7.5");
    }

    private Response hold(String total) {
        return asCustomer().contentType(ContentType.JSON)
                .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": %s}".formatted(total))
                .post("/store/dust/holds");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u0131nr", "\u017Fek", "e\u0301ur", "EU\u211D" })
    void aCurrencyCodeIsAscii(String code) {
        names("currency_code", asCustomer().contentType(ContentType.JSON + "; charset=UTF-8")
                .body("{\"cart_id\": \"c\", \"currency_code\": \"%s\", \"cart_total\": 10}".formatted(code))
                .post("/store/dust/holds"));
        names("currency_code", asStaff().get("/admin/dust/earning-rules/{code}", code));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"5\"", "5.0", "0.0", "5", "\"2026-01-31\"", "\"2026-01-31T12:00Z\"" })
    void everyInstantHasTheFormOfRfc3339(String instant) {
        names("valid_until", putRule(RULE.formatted(", \"valid_until\": " + instant)));
        names("campaigns[0].valid_from", putRule(RULE.formatted(", \"campaigns\": [{\"valid_from\": %s}]".formatted(instant))));
        refused(422, Events.send(event(newId(), "order.placed",
                order(order, customer, "EUR", "1") + ", \"created_at\": " + instant)));
        refused(400, Events.send(event(newId(), "order.placed", order(order, customer, "EUR", "1")).replace("\"type\"",
                "\"time\": " + instant + ", \"type\"")));
        refused(422, asStaff().queryParam("as_of", instant.replace("\"", "")).get("/admin/dust/{customer}", customer));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1e2147483647", "1e-1000000000", "1e2147483648", "1e-2147483648", "-1E+99999999999999999999" })
    void aNumberOutOfRangeIsRefusedWhereverItIs(String number) {
        String ignored = ", \"anything\": {\"deep\": [%s]}".formatted(number);
        String detail = "The body has a number with an exponent that is out of range";
        String placed = order(order, customer, "EUR", "10");

        assertThat(refused(400, Events.send(event(newId(), "order.placed", placed + ignored))).jsonPath().getString("detail"))
                .startsWith(detail);
        assertThat(refused(400, asStaff().contentType(ContentType.JSON)
                .body("{\"currency_code\": \"EUR\", \"total\": 1" + ignored + "}").post("/admin/dust/earning-rules/simulate"))
                .jsonPath().getString("detail")).startsWith(detail);
        names("cart_total", hold(number));
        names("points", post("add", "{\"points\": %s, \"reason\": \"x\"}".formatted(number)));
        names("minimum_order", putRule(RULE.formatted(", \"minimum_order\": " + number)));

        var outcomes = Events.send(Events.BATCH,
                "[" + String.join(",", event(newId(), "order.placed", placed + ignored), number,
                        event(newId(), "order.placed", placed))
                        + "]")
                .then().statusCode(200).extract().jsonPath();
        assertThat(outcomes.<String> getList("outcomes.outcome")).containsExactly("refused", "refused", "applied");
        assertThat(outcomes.getString("outcomes[0].reason")).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u00A0", "\u200B", "\u3164", "\u2800", " \u0301", "a\u202Eb", "a\u2067b", "a\u2028b" })
    void aTextShowsSomethingAndInOneDirection(String text) {
        names("reason", postUtf8("add", "{\"points\": 5, \"reason\": \"%s\"}".formatted(text)));
        names("reference.id", postUtf8("add",
                "{\"points\": 5, \"reason\": \"x\", \"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(text)));
        names("cart_id", asCustomer().contentType("application/json; charset=UTF-8")
                .body("{\"cart_id\": \"%s\", \"currency_code\": \"eur\", \"cart_total\": 10, \"points\": 1}".formatted(text))
                .post("/store/dust/holds"));
        names("cart_id",
                postUtf8("holds", "{\"cart_id\": \"%s\", \"currency_code\": \"eur\", \"cart_total\": 10}".formatted(text)));
        names("order_id", asStaff().get("/admin/dust/{customer}/orders/{order}", customer, text));
        names("code", asStaff().queryParam("code", text).get("/admin/dust/{customer}/holds", customer));
        names("customer_id", asStaff().get("/admin/dust/{customer}", text));
    }

    @Test
    void aCartIdIsNotBlank() {
        String body = "{\"cart_id\": \" \", \"currency_code\": \"eur\", \"cart_total\": 10, \"points\": 1}";

        names("cart_id", asCustomer().contentType(ContentType.JSON).body(body).post("/store/dust/holds"));
        names("cart_id", post("holds", body));
    }

    @Test
    void aReasonMayJoinEmojiAndOrderText() {
        postUtf8("add", "{\"points\": 5, \"reason\": \"\uD83D\uDC68\u200D\uD83D\uDC69 \u05D0\u200F!\"}").then().statusCode(200);
    }

    @Test
    void aHeaderOfWhichOneCountsOccursOnce() {
        String token = "Bearer " + Tokens.staff(STAFF);
        String body = "{\"points\": 5, \"reason\": \"x\"}";
        repeated("Idempotency-Key", asStaff().header("Idempotency-Key", "a", "b").contentType(ContentType.JSON).body(body)
                .post("/admin/dust/{customer}/add", customer));
        repeated("Authorization", given().header("Authorization", token, token)
                .get("/admin/dust/{customer}", customer));
        String event = event(newId(), "order.placed", order(order, customer, "EUR", "1"));
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            Map<String, String> signature = Events.signature(event);
            repeated(name, given().headers(signature).header(name, signature.get(name))
                    .contentType(Events.STRUCTURED).body(event).post("/events"));
        }
        String data = "{" + order(order, customer, "EUR", "1") + "}";
        assertThat(refused(400, asShop().contentType(ContentType.JSON)
                .headers("ce-specversion", "1.0", "ce-id", newId(), "ce-source", Events.SOURCE)
                .header("ce-type", "order.placed", "order.paid").body(data).post("/events")).jsonPath().getString("detail"))
                .isEqualTo("The header ce-type must occur once.");
        assertThat(transactions()).isZero();
    }

    private void repeated(String name, Response response) {
        assertThat(refused(400, response).jsonPath().getString("detail")).isEqualTo("The header " + name + " must occur once.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/admin/dust/earning-rules", "/admin/dust/earning-rules/EUR",
            "/admin/dust/earning-rules/EUR/versions", "/admin/dust/redemption-rates", "/admin/dust/redemption-rates/EUR",
            "/admin/dust", "/admin/dust/events/refused", "/admin/dust/verify" })
    void aReadMayHaveAnyContentType(String path) {
        asStaff().contentType("text/plain").get(path).then().statusCode(200);
        asStaff().contentType("x").get(path).then().statusCode(200);
    }

    @Test
    void anEncodedBodyIsRefused() {
        for (String coding : List.of("gzip", "x")) {
            for (Response response : List.of(
                    asStaff().header("Content-Encoding", coding).header("Idempotency-Key", newKey())
                            .contentType(ContentType.JSON).body("{\"points\": 5, \"reason\": \"x\"}")
                            .post("/admin/dust/{customer}/add", customer),
                    asShop().header("Content-Encoding", coding).contentType(Events.STRUCTURED)
                            .body(event(newId(), "order.placed", order(order, customer, "EUR", "1"))).post("/events"))) {
                assertThat(refused(415, response).jsonPath().getString("type"))
                        .isEqualTo("urn:problem-type:dust:unsupported-content-encoding");
            }
        }
        assertThat(transactions()).isZero();
    }

    @Test
    void aPreconditionMayHaveSeveralLines() {
        require("AMD");
        var twoLines = asStaff().header("If-Match", "\"7\"", "\"1\"").contentType(ContentType.JSON).body(RULE.formatted(""));

        twoLines.put("/admin/dust/earning-rules/AMD").then().statusCode(200);
        asStaff().header("If-Match", "\"7\"", "\"8\"").delete("/admin/dust/earning-rules/AMD").then().statusCode(412);
        assertThat(refused(400, asStaff().header("If-None-Match", "x").delete("/admin/dust/earning-rules/AMD")).jsonPath()
                .getString("type")).isEqualTo("urn:problem-type:dust:precondition-invalid");
    }

    private static void require(String currency) {
        asStaff().header("If-None-Match", "*").contentType(ContentType.JSON).body(RULE.formatted(""))
                .put("/admin/dust/earning-rules/" + currency);
    }

    @ParameterizedTest
    @ValueSource(strings = { "verify", "earning-rules", "redemption-rates", "events", ".", ".." })
    void aCustomerIsNotNamedLikeARoute(String id) {
        Response own = as(Tokens.customer(id)).get("/store/dust");
        assertThat(refused(422, own).jsonPath().getString("detail")).startsWith("customer_id must be none of: . ..");
        names("customer_id", as(Tokens.customer(id)).contentType(ContentType.JSON)
                .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": 10}").post("/store/dust/holds"));
        names("customer_id", as(Tokens.customer(id)).contentType(ContentType.JSON)
                .body("{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"total\": 10}").post("/store/dust/quote"));
        names("customer_id", Events.send(event(newId(), "order.placed", order(order, id, "EUR", "1"))));
    }

    @Test
    void anOrderIsNoStepInAPath() {
        names("id", Events.send(event(newId(), "order.placed", order("..", customer, "EUR", "1"))));
    }

    @Test
    void aCustomerIdMayHaveASlash() {
        String id = customer + "/add";
        asStaff().header("Idempotency-Key", newKey()).contentType(ContentType.JSON).body("{\"points\": 5, \"reason\": \"x\"}")
                .post("/admin/dust/{customer}/add", id).then().statusCode(200);

        assertThat(as(Tokens.customer(id)).get("/store/dust").jsonPath().getLong("points")).isEqualTo(5);
        assertThat(points()).isZero();
    }

    @Test
    void aListIsPagedWithoutTheHostsName() throws IOException {
        change("add", 5);
        change("add", 5);
        assertThat(raw("GET /admin/dust/" + customer + "/transactions?a=%3E&cursor=&limit=1&b=c HTTP/1.0\r\n"
                + "Authorization: Bearer " + Tokens.staff(STAFF) + "\r\n\r\n")).startsWith("HTTP/1.0 200")
                .containsPattern("(?i)link: </admin/dust/" + customer
                        + "/transactions\\?a=%3E&limit=1&b=c&cursor=[A-Za-z0-9_-]+>; rel=\"next\"");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(dust.getHost(), dust.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Response putRule(String rule) {
        return asStaff().header("If-None-Match", "*").contentType(ContentType.JSON).body(rule)
                .put("/admin/dust/earning-rules/TND");
    }

    private Response postUtf8(String action, String body) {
        return asStaff().header("Idempotency-Key", newKey()).contentType("application/json; charset=UTF-8").body(body)
                .post("/admin/dust/{customer}/" + action, customer);
    }

    private static void names(String member, Response response) {
        assertThat(refused(422, response).jsonPath().<String> getList("errors.member")).as(response.asString())
                .containsExactly(member);
    }

    private static Response refused(int status, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.asString()).doesNotContain("Source", "Stream", "REDACTED", "xception");
        return response;
    }
}
