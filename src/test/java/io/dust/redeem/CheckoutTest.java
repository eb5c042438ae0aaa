package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;

import io.dust.fixture.ApiTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * The base of tests of spending: a customer with 1000 points, which are worth 10.00 EUR, and a
 * cart.
 */
public abstract class CheckoutTest extends ApiTest {

    protected static final Duration TIMEOUT = Duration.ofSeconds(60);

    protected final String cart = "cart_" + newKey();

    @BeforeEach
    void thousandPoints() {
        change("add", 1000);
    }

    protected static String cart(String id, String total, String points) {
        return "{\"cart_id\": \"%s\", \"currency_code\": \"eur\", \"cart_total\": %s%s}".formatted(id, total,
                points.isEmpty() ? "" : ", \"points\": " + points);
    }

    protected Response tryHold(String body) {
        return asCustomer().contentType(ContentType.JSON).body(body).post("/store/dust/holds");
    }

    /** Places a hold for the cart of the test, of 100 EUR. */
    protected JsonPath hold(long points) {
        return tryHold(cart(cart, "100", Long.toString(points))).then().statusCode(201).extract().jsonPath();
    }

    protected Response voidHold(String holdId) {
        return asCustomer().delete("/store/dust/holds/{id}", holdId);
    }

    protected Response capture(String holdId, String body) {
        return post("holds/" + holdId + "/capture", body);
    }

    protected Response voidByShop(String holdId) {
        return post("holds/" + holdId + "/void", "");
    }

    /** Waits until the condition holds. */
    protected static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(TIMEOUT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    protected JsonPath balance() {
        return asCustomer().get("/store/dust/summary").jsonPath();
    }
}
