package io.dust.redeem;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.fixture.Json;
import io.dust.fixture.MovableClock;
import io.dust.ledger.PostingRequest;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.PlaceHold;
import io.dust.redeem.discount.DiscountStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * Points are held only for a cart that Medusa has, and never for more than its promotion can take
 * off.
 */
@QuarkusTest
@TestProfile(WithMedusa.class)
class MedusaCartsTest extends MedusaTest {

    private static final String COMPLETED = "\"2026-11-27T09:27:08.860Z\"";

    @Inject
    MovableClock clock;
    @Inject
    Postings postings;

    @BeforeEach
    void plugin() {
        MEDUSA.setPlugin(true);
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void asManyPointsAreHeldAsThePromotionCanTakeOff() {
        put("6.62");

        JsonPath held = tryHold(cart(cart, "12.57", "")).then().statusCode(201).extract().jsonPath();

        assertThat(held.getLong("hold.points")).isEqualTo(662);
        assertThat(MEDUSA.promotionsOf(customer)).singleElement()
                .satisfies(promotion -> assertThat(promotion.body().at("/application_method/value").decimalValue())
                        .isEqualByComparingTo("6.62"));
        assertThat(points()).isEqualTo(338);
        assertThat(MEDUSA.cartReads(cart)).as("one call").isOne();
    }

    @Test
    void moreThanThePromotionCanTakeOffIsRejected() {
        put("6.62");

        Response refused = tryHold(cart(cart, "12.57", "663"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("type")).endsWith(":not-redeemable");
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("At most 662 points can be spent on this cart.");
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
        tryHold(cart(cart, "12.57", "662")).then().statusCode(201);
    }

    @Test
    void nothingCanBeTakenOffACartWithoutSuchItems() {
        put("0");

        Response refused = tryHold(cart(cart, "12.57", ""));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("detail")).startsWith("Points pay at most 0.00 EUR of the cart");
    }

    @Test
    void theQuoteSaysWhatThePromotionCanTakeOff() {
        put("6.62");

        Response quote = quote("eur", "12.57");

        assertJson(Json.parse(quote.asString()).get("spendable").toString(), """
                {"points": 662, "amount": 6.62, "currency_code": "EUR", "limits": [{"limit": "discountable",
                  "detail": "Points pay at most 6.62 EUR of the cart: its items, after all other discounts."}]}""");
        assertThat(quote.jsonPath().getLong("earns")).as("the whole cart earns").isEqualTo(12);
        assertThat(quote("eur", "5").jsonPath().getString("spendable.limits[0].limit")).isEqualTo("cart_total");
    }

    /** Medusa computes with more decimals than a currency has. */
    @ParameterizedTest
    @CsvSource({ "6.6162, 662", "6.6149999, 661", "6.615, 662", "6, 600", "-1, 0" })
    void amountsOfMedusaAreRounded(String payable, long points) {
        put(payable);

        assertThat(quote("eur", "12.57").jsonPath().getLong("spendable.points")).isEqualTo(points);
    }

    @Test
    void aCartThatMedusaDoesNotHaveIsRejected() {
        assertRefused(422, "cart-not-found", "The shop has no cart " + cart + ".");
    }

    @Test
    void aCompletedCartIsRejected() {
        put(owner(), "eur", COMPLETED);

        assertRefused(409, "cart-completed", "Cart " + cart + " is already completed; points can be held for an open cart.");
    }

    @Test
    void theCartOfAnotherCustomerOrOfAGuestIsRejected() {
        String detail = "Cart " + cart + " belongs to another customer or to a guest; assign it to this customer first.";
        put("\"" + newCustomer() + "\"", "eur", "null");
        assertRefused(409, "cart-not-owned", detail);
        put("null", "eur", "null");
        assertRefused(409, "cart-not-owned", detail);
    }

    @Test
    void aCartInAnotherCurrencyIsRejected() {
        put(owner(), "usd", "null");

        assertRefused(422, "cart-currency", "Cart " + cart + " is in USD; the request is in EUR.");
    }

    @Test
    void aRejectedChangeKeepsTheDiscount() {
        put("6.62");
        long held = tryHold(cart(cart, "12.57", "300")).then().statusCode(201).extract().jsonPath().getLong("hold.points");
        put(owner(), "eur", COMPLETED);

        tryHold(cart(cart, "12.57", "400")).then().statusCode(409);

        assertThat(MEDUSA.promotionsOf(customer)).singleElement().matches(FakeMedusa.Promotion::active);
        assertThat(balance().getLong("held")).isEqualTo(held);
    }

    @Test
    void theSameRequestAgainNeedsNoMedusa() {
        put("6.62");
        tryHold(cart(cart, "12.57", "300")).then().statusCode(201);
        MEDUSA.setCartMode(FakeMedusa.Mode.UNREACHABLE);
        MEDUSA.setMode(FakeMedusa.Mode.UNREACHABLE);

        assertThat(tryHold(cart(cart, "12.57", "300")).statusCode()).isEqualTo(200);

        assertThat(MEDUSA.cartReads(cart)).isOne();
    }

    @Test
    void theSameRequestAfterTheExpiryReadsTheCartAgain() {
        put("6.62");
        String expired = tryHold(cart(cart, "12.57", "300")).jsonPath().getString("hold.id");
        clock.moveOn(WithMedusa.HOLD_TIME);

        Response again = tryHold(cart(cart, "12.57", "300"));

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.jsonPath().getString("hold.id")).isNotEqualTo(expired);
        assertThat(MEDUSA.cartReads(cart)).isEqualTo(2);
    }

    @Test
    void aRepeatedKeyIsAnsweredAlthoughTheCartIsCompleted() {
        put("6.62");
        String key = newKey();
        String body = cart(cart, "12.57", "300");
        String id = post("holds", body, key).then().statusCode(201).extract().jsonPath().getString("hold.id");
        capture(id, "{}").then().statusCode(200);
        put(owner(), "eur", COMPLETED);

        Response replayed = post("holds", body, key);

        assertThat(replayed.statusCode()).as(replayed.asString()).isEqualTo(200);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.jsonPath().getString("hold.id")).isEqualTo(id);
    }

    /** The hold of the same request has ended between the look and the lock. */
    @Test
    void withoutALookAtTheCartNothingIsHeld() {
        Hold.Asked asked = new Hold.Asked(cart, Currency.getInstance("EUR"), 1257, 300L);
        PlaceHold command = PlaceHold.of(asked, Instant.now(), WithMedusa.HOLD_TIME, DiscountStatus.PENDING, null, null);

        assertThat(postings.decide(new PostingRequest<>(customer, RequestId.unnamed(), command, Cause.of(customer, null)))
                .onItem().transform(String::valueOf).onFailure().recoverWithItem(Throwable::getMessage).await()
                .atMost(TIMEOUT)).isEqualTo("The hold for this cart was changed by another request; repeat the request.");
        assertThat(points()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource(names = { "SLOW", "BROKEN", "UNREACHABLE", "UNAUTHORIZED" })
    void withoutAnAnswerNothingIsHeld(FakeMedusa.Mode mode) {
        put("6.62");
        MEDUSA.setCartMode(mode);

        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "{\"cart\": {}}",
            "{\"cart\": {\"id\": \"c\", \"customer_id\": null, \"completed_at\": null,"
                    + " \"currency_code\": \"eur\", \"total_before_points\": 1, \"payable_with_points\": \"much\"}}",
            "{\"cart\": {\"id\": \"c\", \"customer_id\": null, \"completed_at\": null,"
                    + " \"currency_code\": \"eur\", \"payable_with_points\": 1}}" })
    void anAnswerWithoutACartIsNoAnswer(String answer) {
        MEDUSA.putCart(cart, answer);

        assertUnavailable();
    }

    @Test
    void theShareIsThatOfTheTotalInMedusa() {
        asStaff().contentType(ContentType.JSON).header("If-None-Match", "*").body("""
                {"rate": {"numerator": 1, "denominator": 1}, "maximum_share": {"numerator": 1, "denominator": 10}}""")
                .put("/admin/dust/redemption-rates/myr").then().statusCode(200);
        MEDUSA.putCart(cart, json(owner(), "myr", "50", "null").replace("\"total_before_points\": 12.57",
                "\"total_before_points\": 50.00"));

        Response refused = tryHold(cart(cart, "490", "501").replace("eur", "myr"));
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("At most 500 points can be spent on this cart.");
        assertThat(quote("myr", "490").jsonPath().getLong("spendable.points")).isEqualTo(500);
        assertThat(quote("myr", "20").jsonPath().getLong("spendable.points")).as("less than in Medusa").isEqualTo(200);
        assertThat(tryHold(cart(cart, "490", "").replace("eur", "myr")).jsonPath().getLong("hold.points")).isEqualTo(500);
    }

    @Test
    void anAnswerWithoutAnEndIsNoAnswer() {
        MEDUSA.putCart(cart, json(owner(), "eur", "6.62", "null") + " ".repeat(1 << 20));

        assertUnavailable();
    }

    @Test
    void anyIdOfACartIsOneSegmentOfThePath() {
        String odd = "cart/1 ?#%2F;ü+" + cart;
        MEDUSA.putCart(odd, json(owner(), "eur", "6.62", "null"));

        assertThat(tryHold(cart(odd, "12.57", "300")).statusCode()).isEqualTo(201);
        assertThat(tryHold(cart("..", "12.57", "300")).jsonPath().getString("type")).endsWith(":cart-not-found");
        assertThat(MEDUSA.cartReads("..")).isZero();
    }

    @Test
    void anOlderPluginLetsTheCallerSay() {
        MEDUSA.setPlugin(false);

        assertThat(tryHold(cart(cart, "12.57", "")).jsonPath().getLong("hold.points")).isEqualTo(1000);
        assertThat(quote("eur", "5").jsonPath().getLong("spendable.points")).isZero();
    }

    private void assertUnavailable() {
        for (Response refused : new Response[] { tryHold(cart(cart, "12.57", "300")), quote("eur", "12.57") }) {
            assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(503);
            assertThat(refused.jsonPath().getString("type")).endsWith(":discount-unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
        assertThat(points()).isEqualTo(1000);
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
    }

    /** Customers and staff get the same answer, for a hold and for a quote, and nothing happens. */
    private void assertRefused(int status, String type, String detail) {
        String body = cart(cart, "12.57", "300");
        for (Response refused : new Response[] { tryHold(body), post("holds", body), quote("eur", "12.57") }) {
            assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
            assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:" + type);
            assertThat(refused.jsonPath().getString("detail")).isEqualTo(detail);
        }
        assertThat(points()).isEqualTo(1000);
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
    }

    private Response quote(String currencyCode, String total) {
        return asCustomer().contentType(ContentType.JSON)
                .body("{\"cart_id\": \"%s\", \"currency_code\": \"%s\", \"total\": %s}".formatted(cart, currencyCode, total))
                .post("/store/dust/quote");
    }

    private void put(String payable) {
        MEDUSA.putCart(cart, json(owner(), "eur", payable, "null"));
    }

    private void put(String owner, String currencyCode, String completedAt) {
        MEDUSA.putCart(cart, json(owner, currencyCode, "6.62", completedAt));
    }

    private String owner() {
        return "\"" + customer + "\"";
    }

    private String json(String owner, String currencyCode, String payable, String completedAt) {
        return """
                {"cart": {"id": "%s", "customer_id": %s, "currency_code": "%s", "total": 12.57,
                  "total_before_points": 12.57, "payable_with_points": %s, "completed_at": %s}}""".formatted(cart, owner,
                currencyCode, payable, completedAt);
    }
}
