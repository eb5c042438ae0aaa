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
                    "valid_from": null, "valid_until": null, "campaigns": null, "campaigns_combine": null, "lines": null,
                    "gift_cards": null, "minimum_order_with_points": null, "customer_maximum": null},
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
                {"points": 150, "currency_code": "PLN", "version": 1, "amount": 74.56,
                 "breakdown": [{"kind": "goods", "id": null, "amount": 74.56, "points": 150},
                   {"kind": "shipping", "id": null, "amount": 0.00, "points": 0}], "notes": [], "steps": [
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
                .isEqualTo("No earning rule is in force for HUF.");
        assertThat(simulate("{\"currency_code\": \"PLN\"}").statusCode()).isEqualTo(422);
        assertThat(simulate("{\"currency_code\": \"PLN\", \"total\": -1}").statusCode()).isEqualTo(422);
        assertThat(simulate("[]").statusCode()).isEqualTo(422);
        assertThat(simulate("{").statusCode()).isEqualTo(400);
    }

    @Test
    void aSimulationHasLinesReturnsAndCampaigns() {
        put("HKD", """
                {"rate": {"numerator": 1, "denominator": 100}, "gift_cards": true, "campaigns_combine": "add",
                 "minimum_order": 50, "minimum_order_with_points": true,
                 "customer_maximum": {"points": 500, "period": "month", "time_zone": "Europe/Paris"},
                 "lines": [{"categories": ["sale"], "weight": {"numerator": 1, "denominator": 2}},
                   {"products": ["prod_1"], "tags": ["x", "y"], "weight": {"numerator": 0, "denominator": 1}}],
                 "campaigns": [
                 {"name": "One", "multiplier": {"numerator": 2, "denominator": 1}, "valid_from": "2026-01-01T00:00:00Z",
                  "valid_until": "2099-01-01T00:00:00Z"},
                 {"name": "Two", "multiplier": {"numerator": 3, "denominator": 1}, "valid_from": "2026-01-01T00:00:00Z",
                  "valid_until": "2099-01-01T00:00:00Z"}]}""", "If-None-Match", "*").then().statusCode(200);

        assertJson(simulate("""
                {"currency_code": " hkd", "total": 70.004, "discount_total": 10,
                 "promotions": [{"code": "DUST-01A21ACA6D0D735B8C687B12A4377B50", "amount": 10}], "items": [
                 {"id": "c", "total": 10, "product": {"id": "prod_1", "tags": [{"value": "y"}]}},
                 {"id": "b", "total": 40, "quantity": 2, "returned_quantity": 1, "discount_total": 10, "product_id": "prod_1"},
                 {"id": "a", "total": 20, "product": {"categories": [{"handle": "sale"}]}}]}""").asString(), """
                {"points": 120, "currency_code": "HKD", "version": 1, "amount": 30.00, "breakdown": [
                  {"kind": "goods", "id": "a", "amount": 10.00, "points": 40},
                  {"kind": "goods", "id": "b", "amount": 20.00, "points": 80},
                  {"kind": "goods", "id": "c", "amount": 0.00, "points": 0}],
                 "notes": ["total was rounded from 70.004 to 70.00."], "steps": [
                 {"rule": "basis", "detail": "50.00 HKD counts, with tax, with shipping, after discounts."},
                 {"rule": "returns", "detail": "30.00 HKD of this is left after returns and refunds."},
                 {"rule": "rate", "detail": "1 points are earned for each 1.00 HKD."},
                 {"rule": "campaign", "detail": "One multiplies the points by 2/1."},
                 {"rule": "campaign", "detail": "Two multiplies the points by 3/1."},
                 {"rule": "campaigns_combine", "detail": "What the campaigns add is added, which is 4/1."}]}""");
        assertThat(simulate("{\"currency_code\": \"HKD\", \"total\": 1, \"items\": [{\"total\": 1, \"quantity\": 0.5}]}")
                .jsonPath().<String> getList("errors.member")).containsExactly("items[0].quantity");
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
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"campaigns_combine\": \"max\"}; campaigns_combine",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"campaigns_combine\": 1}; campaigns_combine",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"gift_cards\": \"yes\"}; gift_cards",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"lines\": [{\"products\": [\"a\"]}]}; lines.weight",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"lines\": [{\"tags\": [\"\"], \"weight\": {\"numerator\": 1, \"denominator\": 1}}]}; lines.tags",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"customer_maximum\": {\"points\": 5}}; customer_maximum.period",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"customer_maximum\": {\"points\": -1, \"period\": \"day\"}}; customer_maximum.points",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"customer_maximum\": {\"points\": 5, \"period\": \"decade\"}}; customer_maximum.period",
            "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"customer_maximum\": {\"points\": 5, \"period\": \"day\", \"time_zone\": \"Mars\"}}; customer_maximum.time_zone",
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
