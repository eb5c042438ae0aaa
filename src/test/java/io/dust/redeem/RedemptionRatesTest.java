package io.dust.redeem;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Staff set the value of points. */
@QuarkusTest
class RedemptionRatesTest extends CheckoutTest {

    @Test
    void aNewDatabaseHasARateOfOneCentForAPoint() {
        assertJson(asStaff().get("/admin/dust/redemption-rates/usd").asString(), """
                {"redemption_rate": {"currency_code": "USD", "version": 1, "retired": false, "definition": {
                    "rate": {"numerator": 1, "denominator": 1}, "minimum_points": null, "step_points": null,
                    "maximum_share": null},
                  "actor": "dust", "created_at": "<time>"}}""");
        assertThat(asStaff().get("/admin/dust/redemption-rates").jsonPath().<String> getList("redemption_rates.currency_code"))
                .contains("EUR", "USD").isSorted();
        assertThat(asStaff().get("/admin/dust/redemption-rates/bgn").statusCode()).isEqualTo(404);
    }

    @Test
    void theNewestVersionCounts() {
        assertThat(put("kwd", rate(5, 1), "If-None-Match", "*").header("ETag")).isEqualTo("\"1\"");
        JsonPath held = holdInDinars("100").jsonPath();
        assertThat(put("kwd", rate(10, 1), "If-Match", "\"1\"").header("ETag")).isEqualTo("\"2\"");
        assertThat(put("kwd", rate(10, 1), "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(put("kwd", rate(10, 1), "If-None-Match", "*").statusCode()).isEqualTo(412);

        assertThat(held.getString("hold.discount.amount")).isEqualTo("0.5");
        assertThat(asCustomer().get("/store/dust/holds/{id}", held.getString("hold.id")).jsonPath()
                .getString("hold.discount.amount")).as("a hold keeps its amount").isEqualTo("0.5");
        assertThat(holdInDinars("101").jsonPath().getString("hold.discount.amount")).isEqualTo("1.01");

        asStaff().header("If-Match", "\"2\"").delete("/admin/dust/redemption-rates/kwd").then().statusCode(200);
        assertThat(holdInDinars("102").jsonPath().getString("detail")).isEqualTo("There is no redemption rate for KWD.");
    }

    @Test
    void minimumStepAndShareLimitAHold() {
        put("pln", """
                {"rate": {"numerator": 1, "denominator": 1}, "minimum_points": 100, "step_points": 50,
                 "maximum_share": {"numerator": 1, "denominator": 4}}""", "If-None-Match", "*").then().statusCode(200);

        assertThat(hold("pln", "10", "50").jsonPath().getString("detail"))
                .isEqualTo("At least 100 points must be spent at once.");
        assertThat(hold("pln", "10", "120").jsonPath().getString("detail"))
                .isEqualTo("Only multiples of 50 points can be spent.");
        assertThat(hold("pln", "10", "300").jsonPath().getString("detail"))
                .isEqualTo("At most 250 points can be spent on this cart.");
        assertThat(hold("pln", "11.99", "250").jsonPath().getLong("hold.points")).isEqualTo(250);
    }

    @Test
    void badRatesAreRefused() {
        assertThat(put("sek", rate(0, 1), "If-None-Match", "*").jsonPath().getString("errors[0].member"))
                .isEqualTo("rate.numerator");
        assertThat(put("sek", "{}", "If-None-Match", "*").jsonPath().getString("errors[0].member")).isEqualTo("rate");
        assertThat(put("sek", "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, \"step_points\": 0}", "If-None-Match", "*")
                .jsonPath().getString("errors[0].member")).isEqualTo("step_points");
        assertThat(put("sek", "{\"rate\": {\"numerator\": 1, \"denominator\": 1}, "
                + "\"maximum_share\": {\"numerator\": 5, \"denominator\": 4}}", "If-None-Match", "*").jsonPath()
                .getString("errors[0].member")).isEqualTo("maximum_share");
        assertThat(put("sek", rate(1, 1)).statusCode()).isEqualTo(428);
    }

    private Response holdInDinars(String points) {
        return hold("kwd", "100", points);
    }

    private Response hold(String currencyCode, String total, String points) {
        return tryHold(cart(cart, total, points).replace("eur", currencyCode));
    }

    private static String rate(long numerator, long denominator) {
        return "{\"rate\": {\"numerator\": %d, \"denominator\": %d}}".formatted(numerator, denominator);
    }

    private static Response put(String currencyCode, String definition, String... header) {
        var request = asStaff().contentType(ContentType.JSON).body(definition);
        return (header.length == 0 ? request : request.header(header[0], header[1]))
                .put("/admin/dust/redemption-rates/{code}", currencyCode);
    }
}
