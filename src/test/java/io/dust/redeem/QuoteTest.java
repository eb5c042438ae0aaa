package io.dust.redeem;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Quotes: the points that a cart would earn, and the points that can pay for it. */
@QuarkusTest
class QuoteTest extends CheckoutTest {

    @Test
    void aQuoteHasSpendablePointsAndTheirLimits() {
        assertJson(quote("eur", "100.56").asString(), """
                {"cart_id": "cart_1", "earns": 100, "spendable": {"points": 1000, "amount": 10.00, "currency_code": "EUR",
                  "limits": [{"limit": "points", "detail": "The customer has 1000 points."}]}}""");
        assertJson(quote("eur", "4.2").asString(), """
                {"cart_id": "cart_1", "earns": 4, "spendable": {"points": 420, "amount": 4.20, "currency_code": "EUR",
                  "limits": [{"limit": "cart_total", "detail": "Points pay at most the total of the cart."}]}}""");
    }

    @Test
    void heldPointsAreNotSpendable() {
        hold(600);

        assertThat(quote("eur", "100").jsonPath().getLong("spendable.points")).isEqualTo(400);
        assertThat(points()).isEqualTo(400);
    }

    @Test
    void theQuoteOfACurrencyWithoutRulesSaysSo() {
        assertJson(quote("isk", "1000").asString(), """
                {"cart_id": "cart_1", "earns": 0, "spendable": {"points": 0, "amount": 0, "currency_code": "ISK",
                  "limits": [{"limit": "rate", "detail": "There is no redemption rate for ISK."}]}}""");
    }

    @Test
    void badInputIsNamed() {
        assertThat(quote("points", "1").statusCode()).isEqualTo(422);
        assertThat(quote("eur", "-1").jsonPath().getString("errors[0].member")).isEqualTo("total");
        assertThat(quote("eur", "1.234").jsonPath().getString("errors[0].member")).isEqualTo("total");
    }

    @Test
    void onlyCustomersHaveCarts() {
        for (String path : new String[] { "/store/dust/quote", "/store/dust/holds" }) {
            asStaff().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(403);
            as("no-token").contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
        }
        asCustomer().get("/admin/dust/redemption-rates").then().statusCode(403);
        asCustomer().get("/admin/dust/{customer}/holds", customer).then().statusCode(403);
    }

    private Response quote(String currencyCode, String total) {
        return asCustomer().contentType(ContentType.JSON).body(
                "{\"cart_id\": \"cart_1\", \"currency_code\": \"%s\", \"total\": %s}".formatted(currencyCode, total))
                .post("/store/dust/quote");
    }
}
