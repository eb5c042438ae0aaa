package io.dust.earn;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Earning rules; each test uses another currency. */
@QuarkusTest
class EarningRulesTest extends OrderTest {

    private static final String ONE_FOR_A_UNIT = "{\"rate\": {\"numerator\": 1, \"denominator\": 100}}";

    @Test
    void aNewDatabaseHasRulesForEurAndUsd() {
        assertJson(asStaff().get("/admin/dust/earning-rules/eur").asString(), """
                {"earning_rule": {"currency_code": "EUR", "version": 1, "retired": false, "definition": {
                    "rate": {"numerator": 1, "denominator": 100}, "basis": null, "minimum_order": null, "maximum_points": null,
                    "valid_from": null, "valid_until": null, "campaigns": null},
                  "actor": "dust", "created_at": "<time>"}}""");
        assertThat(asStaff().get("/admin/dust/earning-rules").jsonPath().<String> getList("earning_rules.currency_code"))
                .contains("EUR", "USD").isSorted();
        assertThat(asStaff().get("/admin/dust/earning-rules/sek").statusCode()).isEqualTo(404);
        assertThat(asStaff().get("/admin/dust/earning-rules/xyz").statusCode()).isEqualTo(422);
    }

    @Test
    void aChangeNeedsThePreviousVersion() {
        assertThat(put("CHF", ONE_FOR_A_UNIT).statusCode()).isEqualTo(428);
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-None-Match", "*").header("ETag")).isEqualTo("\"1\"");
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-None-Match", "*").statusCode()).isEqualTo(412);
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-Match", "\"2\"").statusCode()).isEqualTo(412);
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-Match", "\"7\", \"1\"").header("ETag")).isEqualTo("\"2\"");
        assertThat(asStaff().get("/admin/dust/earning-rules/chf").header("ETag")).isEqualTo("\"2\"");

        assertThat(asStaff().delete("/admin/dust/earning-rules/CHF").statusCode()).isEqualTo(428);
        assertThat(asStaff().header("If-Match", "\"2\"").delete("/admin/dust/earning-rules/CHF").jsonPath()
                .getBoolean("earning_rule.retired")).isTrue();
        assertThat(sendEvent("order.placed", Events.order(order, customer, "CHF", "10")).getString("outcome"))
                .isEqualTo("ignored");
        assertThat(put("CHF", ONE_FOR_A_UNIT, "If-Match", "*").header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void oneOfSeveralConcurrentChangesWins() {
        put("DKK", ONE_FOR_A_UNIT, "If-None-Match", "*");

        List<Integer> statuses = IntStream.range(0, 16).parallel()
                .mapToObj(i -> put("DKK", ONE_FOR_A_UNIT, "If-Match", "\"1\"").statusCode()).toList();

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void anOrderKeepsTheRuleOfItsPlacement() {
        put("NOK", ONE_FOR_A_UNIT, "If-None-Match", "*");
        String data = Events.order(order, customer, "NOK", "100");
        sendEvent("order.placed", data);
        put("NOK", "{\"rate\": {\"numerator\": 5, \"denominator\": 100}}", "If-Match", "\"1\"");

        sendEvent("order.paid", data);
        sendEvent("order.refunded", data + Events.refund("ref_1", "40"));

        assertBalance(60, 0, 0);
        assertThat(asStaff().get("/admin/dust/{customer}/transactions", customer).jsonPath()
                .getList("transactions.computed_from.rule_version")).containsExactly(1, 1, 1);
    }

    @Test
    void aSimulationExplainsItsResult() {
        put("PLN", """
                {"rate": {"numerator": 1, "denominator": 100}, "basis": {"tax": false, "shipping": false, "discounts": true},
                 "minimum_order": 20, "maximum_points": 150, "valid_until": "2099-01-01T00:00:00Z", "campaigns": [
                 {"name": "Now", "multiplier": {"numerator": 5, "denominator": 2}, "valid_from": "2026-01-01T00:00:00Z",
                  "valid_until": "2099-01-01T00:00:00Z"},
                 {"name": "Over", "multiplier": {"numerator": 9, "denominator": 1}, "valid_from": "2025-01-01T00:00:00Z",
                  "valid_until": "2025-02-01T00:00:00Z"}]}""", "If-None-Match", "*").then().statusCode(200);

        assertJson(simulate("""
                {"currency_code": "pln", "total": 100.56, "tax_total": 16, "shipping_total": 12, "shipping_tax_total": 2,
                 "items": []}""").asString(), """
                {"points": 150, "currency_code": "PLN", "version": 1, "steps": [
                 {"rule": "basis", "detail": "74.56 PLN counts, without tax, without shipping, after discounts."},
                 {"rule": "rate", "detail": "1 points are earned for each 1.00 PLN."},
                 {"rule": "campaign", "detail": "Now multiplies the points by 5/2."},
                 {"rule": "maximum_points", "detail": "An order earns at most 150 points."}]}""");
        assertThat(simulate("{\"currency_code\": \"PLN\", \"total\": 50.80}").jsonPath().getLong("points")).isEqualTo(127);
        assertThat(simulate("{\"currency_code\": \"PLN\", \"total\": 19.99}").jsonPath().getLong("points")).isZero();
        put("CZK", "{\"rate\": {\"numerator\": 1, \"denominator\": 100}, \"basis\": {\"tax\": false}}", "If-None-Match", "*");
        assertThat(simulate("{\"currency_code\": \"CZK\", \"total\": 50, \"tax_total\": 10, \"discount_total\": 5}").jsonPath()
                .getString("steps[0].detail")).isEqualTo("40.00 CZK counts, without tax, with shipping, after discounts.");
        assertThat(simulate("{\"currency_code\": \"HUF\", \"total\": 19.99}").jsonPath().getString("steps[0].detail"))
                .isEqualTo("There is no earning rule for HUF.");
        assertThat(simulate("{\"currency_code\": \"PLN\"}").statusCode()).isEqualTo(422);
        assertThat(simulate("{\"currency_code\": \"PLN\", \"total\": -1}").statusCode()).isEqualTo(422);
        assertThat(simulate("[]").statusCode()).isEqualTo(422);
        assertThat(simulate("{").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', value = {
            "{}; rate",
            "{\"rate\": {\"denominator\": 1}}; rate.numerator",
            "{\"rate\": {\"numerator\": -1, \"denominator\": 1}}; rate.numerator",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 0}}; rate.denominator",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"minimum_order\": -1}; minimum_order",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"minimum_order\": 0.001}; minimum_order",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"maximum_points\": -1}; maximum_points",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"bonus\": 1}; bonus",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"valid_from\": \"2026-01-02T00:00:00Z\", \"valid_until\": \"2026-01-01T00:00:00Z\"}; valid_until" })
    void anInvalidRuleIsRefused(String rule, String member) {
        Response answer = put("SEK", rule, "If-None-Match", "*");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.jsonPath().<String> getList("errors.member")).containsExactly(member);
    }

    @Test
    void rulesAreForStaff() {
        assertThat(asCustomer().get("/admin/dust/earning-rules").statusCode()).isEqualTo(403);
    }

    private static Response put(String currency, String rule, String... headers) {
        var request = asStaff().contentType(ContentType.JSON).body(rule);
        return (headers.length == 0 ? request : request.header(headers[0], headers[1]))
                .put("/admin/dust/earning-rules/" + currency);
    }

    private static Response simulate(String order) {
        return asStaff().contentType(ContentType.JSON).body(order).post("/admin/dust/earning-rules/simulate");
    }
}
