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
        assertJson(quote("eur", "100.56").asString(),
                """
                        {"cart_id": "cart_1", "earns": 100, "amount": 100.56,
                          "breakdown": [{"kind": "goods", "id": null, "amount": 100.56, "points": 100}], "notes": [], "spendable": {"points": 1000, "amount": 10.00, "currency_code": "EUR",
                          "limits": [{"limit": "points", "detail": "The customer has 1000 points."}]}}""");
        assertJson(quote("eur", "4.2").asString(),
                """
                        {"cart_id": "cart_1", "earns": 4, "amount": 4.20,
                          "breakdown": [{"kind": "goods", "id": null, "amount": 4.20, "points": 4}], "notes": [], "spendable": {"points": 420, "amount": 4.20, "currency_code": "EUR",
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
                {"cart_id": "cart_1", "earns": 0, "amount": 0, "breakdown": [], "notes": [],
                  "spendable": {"points": 0, "amount": 0, "currency_code": "ISK",
                  "limits": [{"limit": "rate", "detail": "There is no redemption rate for ISK."}]}}""");
    }

    @Test
    void aCartHasTheShapeOfAnOrder() {
        assertJson(
                post("""
                        {"cart_id": "cart_1", "currency_code": "eur", "total": "34.116425", "discount_total": 6,
                         "promotions": [{"code": "SPRING", "amount": 6}],
                         "items": [{"id": "b", "total": 20.116425}, {"id": "a", "total": 9.5}, {"id": "c", "total": 0, "is_giftcard": true}],
                         "shipping_methods": [{"total": "4.50"}]}""")
                        .asString(),
                """
                        {"cart_id": "cart_1", "earns": 34, "amount": 34.12, "breakdown": [
                           {"kind": "goods", "id": "a", "amount": 9.50, "points": 9},
                           {"kind": "goods", "id": "b", "amount": 20.12, "points": 20},
                           {"kind": "goods", "id": "c", "amount": 0.00, "points": 0},
                           {"kind": "shipping", "id": null, "amount": 4.50, "points": 5}],
                         "notes": ["total was rounded from 34.116425 to 34.12.", "items[0].total was rounded from 20.116425 to 20.12."],
                         "spendable": {"points": 1000, "amount": 10.00, "currency_code": "EUR",
                           "limits": [{"limit": "points", "detail": "The customer has 1000 points."}]}}""");
    }

    @Test
    void badInputIsNamed() {
        assertThat(quote("points", "1").jsonPath().getString("errors[0].member")).isEqualTo("currency_code");
        assertThat(quote("eur", "-1").jsonPath().getString("errors[0].member")).isEqualTo("total");
        assertThat(quote("eur", "\"1 EUR\"").jsonPath().getString("errors[0].member")).isEqualTo("total");
        assertThat(post("{\"cart_id\": \"\", \"currency_code\": \"eur\", \"total\": 1}").jsonPath()
                .getString("errors[0].member")).isEqualTo("cart_id");
        assertThat(post("{\"cart_id\": \"c\", \"total\": 1}").jsonPath().getString("errors[0].member"))
                .isEqualTo("currency_code");
        assertThat(post("[]").jsonPath().getString("errors[0].member")).isEqualTo("body");
        assertThat(post("{").jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:bad-request");
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
        return post("{\"cart_id\": \"cart_1\", \"currency_code\": \"%s\", \"total\": %s}".formatted(currencyCode, total));
    }

    private Response post(String cart) {
        return asCustomer().contentType(ContentType.JSON).body(cart).post("/store/dust/quote");
    }
}
