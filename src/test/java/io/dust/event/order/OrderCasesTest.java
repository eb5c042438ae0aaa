package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/** The cases of {@code order-cases.txt}, each with an order of its own. */
@QuarkusTest
class OrderCasesTest extends ApiTest {

    private static final String RATE = "{\"rate\": {\"numerator\": 1, \"denominator\": 1}}";

    private final String order = "order_" + newKey();
    private final Map<String, String> customers = new HashMap<>();

    private String buyer = "";
    private String source = Events.SOURCE;
    private String currency = "eur";
    private String code = "";
    private Response last;

    /** A case: a name, and lines that are carried out one after the other. */
    record Case(String name, List<String> lines) {

        static Case of(String text) {
            List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
            return new Case(lines.get(0), lines.subList(1, lines.size()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream file = Objects.requireNonNull(OrderCasesTest.class.getResourceAsStream("/order-cases.txt"))) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^## ")).skip(1)
                    .map(Case::of);
        }
    }

    @BeforeEach
    void oneCustomer() {
        buyer = customer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theCaseEndsAsItSays(Case one) {
        one.lines.forEach(this::carryOut);
    }

    private void carryOut(String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length == 1 ? "" : words[1];
        switch (words[0]) {
            case "currency" -> currency = rest.toLowerCase(Locale.ROOT);
            case "rule" -> putRule(rest.split(" ", 2)[0], rest.split(" ", 2)[1]);
            case "rate" -> put("redemption-rates/" + rest, RATE);
            case "retire" -> asStaff().header("If-Match", "*").delete("/admin/dust/earning-rules/" + rest).then()
                    .statusCode(200);
            case "customer" -> buyer = customers.computeIfAbsent(rest, name -> newCustomer());
            case "source" -> source = rest;
            case "add", "deduct" -> post(buyer, words[0], "{\"points\": %s, \"reason\": \"Test\"}".formatted(rest), newKey())
                    .then().statusCode(200);
            case "hold" -> hold(rest.split(" "));
            case "charge" -> decide(rest.split(" ")[0] + "/charge", "{\"points\": %s}".formatted(rest.split(" ")[1]));
            case "waive" -> decide(rest + "/waive", "{}");
            case "refuses" -> assertThat(send(rest.split(" ", 2)[1]).statusCode()).as(last.asString())
                    .isEqualTo(Integer.parseInt(rest.split(" ", 2)[0]));
            case "seen" -> assertSeen(rest);
            case "outcome" -> assertOutcome(rest.split("; "));
            case "=" -> assertBalance(line, rest.split(" "));
            default -> assertThat(send(line).statusCode()).as("%s: %s", line, last.asString()).isEqualTo(200);
        }
    }

    private void putRule(String code, String definition) {
        currency = code.toLowerCase(Locale.ROOT);
        put("earning-rules/" + code, definition);
    }

    private static void put(String path, String definition) {
        boolean isNew = asStaff().get("/admin/dust/" + path).statusCode() == 404;
        asStaff().header(isNew ? "If-None-Match" : "If-Match", "*").contentType(ContentType.JSON).body(definition)
                .put("/admin/dust/" + path).then().statusCode(200);
    }

    /** A line with an event: perhaps {@code at} and a time, then the type and members of the order. */
    private Response send(String line) {
        String time = "";
        String event = line;
        if (event.startsWith("at ")) {
            time = ", \"time\": \"%s\"".formatted(event.split(" ", 3)[1]);
            event = event.split(" ", 3)[2];
        }
        String[] words = event.split(" ", 2);
        JsonObject data = new JsonObject().put("id", order).put("customer_id", buyer).put("currency_code", currency);
        if (words.length > 1) {
            data.mergeIn(new JsonObject(words[1].replace("<code>", code).replace("<small code>",
                    code.toLowerCase(Locale.ROOT))));
        }
        last = Events.send("""
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "order.%s"%s, "data": %s}"""
                .formatted(newKey(), source, words[0], time, data.encode()));
        return last;
    }

    private void hold(String[] totalAndPoints) {
        JsonPath held = post(buyer, "holds",
                "{\"cart_id\": \"%s\", \"currency_code\": \"%s\", \"cart_total\": %s, \"points\": %s}"
                        .formatted(newKey(), currency, totalAndPoints[0], totalAndPoints[1]),
                newKey()).then().statusCode(201).extract()
                .jsonPath();
        code = held.getString("hold.discount.code");
    }

    private void decide(String path, String body) {
        post(buyer, "orders/" + order + "/discounts/" + path, body, newKey()).then().statusCode(200);
    }

    private void assertSeen(String reason) {
        JsonPath seen = asStaff().get("/admin/dust/events/refused?limit=100").jsonPath();
        assertThat(seen.getList("events.findAll { it.order_id == '%s' }.reason".formatted(order))).contains(reason);
    }

    private void assertOutcome(String[] outcomeAndReason) {
        assertThat(last.jsonPath().getString("outcome")).isEqualTo(outcomeAndReason[0]);
        assertThat(last.jsonPath().getString("reason")).contains(outcomeAndReason[1]);
    }

    /** Points, held, pending and owed points, perhaps after the name of a customer. */
    private void assertBalance(String line, String[] words) {
        String of = words.length == 4 ? buyer : customers.get(words[0]);
        Response answer = asStaff().get("/admin/dust/{customer}", of);
        String known = answer.statusCode() == 404 ? "0 0 0 0" : balance(answer.jsonPath());
        assertThat(known).as("%s, after %s", line, last == null ? "" : last.asString())
                .isEqualTo(String.join(" ", words.length == 4 ? words : Arrays.copyOfRange(words, 1, 5)));
    }

    private static String balance(JsonPath balance) {
        return String.join(" ", Stream.of("points", "held", "pending", "debt")
                .map(member -> balance.getString("dust_point." + member)).toList());
    }
}
