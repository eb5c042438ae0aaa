package io.dust.redeem;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Holds points for a cart. */
@QuarkusTest
class HoldTest extends CheckoutTest {

    private static final int OPEN_LIMIT = 100;

    @Test
    void aHoldHoldsPointsForADiscount() {
        Response held = tryHold(cart(cart, "100", "250"));

        assertThat(held.statusCode()).isEqualTo(201);
        assertJson(held.asString().replaceAll("DUST-[0-9A-F]{32}", "DUST-code"), """
                {"hold": {"id": "<id>", "cart_id": "cart_<id>", "points": 250, "captured": 0, "status": "held",
                 "expires_at": "<time>", "discount": {"code": "DUST-code", "amount": 2.5, "currency_code": "EUR"},
                 "order_id": null, "created_at": "<time>", "ended_at": null}}""");
        assertThat(balance().getLong("points")).isEqualTo(750);
        assertThat(balance().getLong("held")).isEqualTo(250);
        assertThat(asCustomer().get("/store/dust/holds/{id}", held.jsonPath().getString("hold.id")).asString())
                .isEqualTo(held.asString());
    }

    @Test
    void aHoldWithoutANumberHoldsAsManyPointsAsPossible() {
        assertThat(tryHold(cart(cart, "4.99", "")).jsonPath().getLong("hold.points")).isEqualTo(499);
        assertThat(tryHold(cart(cart, "4.99", "")).statusCode()).isEqualTo(200);
        assertThat(points()).isEqualTo(501);
    }

    @Test
    void theSameRequestGetsTheSameHold() {
        JsonPath first = hold(100);

        Response again = tryHold(cart(cart, "100", "100"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().<Object> get("hold")).isEqualTo(first.get("hold"));
        assertThat(transactions()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "300, 700", "40, 960", "1000, 0" })
    void anotherAmountChangesTheHoldUnderTheSameCode(long points, long left) {
        JsonPath first = hold(100);

        Response second = tryHold(cart(cart, "100", Long.toString(points)));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.jsonPath().getString("hold.id")).isEqualTo(first.getString("hold.id"));
        assertThat(second.jsonPath().getString("hold.discount.code")).isEqualTo(first.getString("hold.discount.code"));
        assertThat(second.jsonPath().getLong("hold.points")).isEqualTo(points);
        assertThat(points()).isEqualTo(left);
        assertThat(balance().getLong("held")).isEqualTo(points);
    }

    @Test
    void aSmallerCartMakesASmallerHold() {
        tryHold(cart(cart, "9", ""));

        assertThat(tryHold(cart(cart, "2.50", "")).jsonPath().getLong("hold.points")).isEqualTo(250);
        assertThat(points()).isEqualTo(750);
    }

    @Test
    void thePointsOfAVoidedHoldReturn() {
        String id = hold(1000).getString("hold.id");

        Response givenUp = voidHold(id);

        assertThat(givenUp.statusCode()).isEqualTo(200);
        assertThat(givenUp.jsonPath().getString("hold.status")).isEqualTo("voided");
        assertThat(points()).isEqualTo(1000);
        assertThat(voidHold(id).statusCode()).isEqualTo(200);
        assertThat(tryHold(cart(cart, "100", "7")).statusCode()).isEqualTo(201);
    }

    @Test
    void anotherCustomersHoldIsNotFound() {
        String id = hold(10).getString("hold.id");
        String token = Tokens.customer(newCustomer());

        as(token).get("/store/dust/holds/{id}", id).then().statusCode(404);
        as(token).delete("/store/dust/holds/{id}", id).then().statusCode(404);
        assertThat(points()).isEqualTo(990);
    }

    @Test
    void moreThanTheBalanceIsRefused() {
        Response refused = tryHold(cart(cart, "100", "1001"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("error")).isEqualTo("Insufficient dust points");
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("The customer has 1000 points; 1001 are required.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "5 | 501 | At most 500 points can be spent on this cart.",
            "0 | 1 | At most 0 points can be spent on this cart.",
            "0 | '' | Points pay at most the total of the cart. At least 1 points must be spent at once." })
    void morePointsThanTheCartCostsAreRefused(String total, String points, String detail) {
        Response refused = tryHold(cart(cart, total, points));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:not-redeemable");
        assertThat(refused.jsonPath().getString("detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "'{}' | cart_id cart_total currency_code",
            "'{\"cart_id\": \"\", \"currency_code\": \"eur\", \"cart_total\": 1}' | cart_id",
            "'{\"cart_id\": \"c\", \"currency_code\": \"points\", \"cart_total\": 1}' | currency_code",
            "'{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": -1}' | cart_total",
            "'{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": 1e999999}' | cart_total",
            "'{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": 1, \"points\": 0}' | points",
            "'{\"cart_id\": \"c\", \"currency_code\": \"eur\", \"cart_total\": 1, \"points\": 1.5}' | points" })
    void badInputIsNamed(String body, String members) {
        Response refused = tryHold(body);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        for (String member : members.split(" ")) {
            assertThat(refused.asString()).contains(member);
        }
        assertThat(points()).isEqualTo(1000);
    }

    @Test
    void aCurrencyWithoutARateIsRefused() {
        Response refused = tryHold(cart(cart, "100", "5").replace("eur", "nok"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("There is no redemption rate for NOK.");
    }

    @Test
    void aKeyIdentifiesTheRequest() {
        String key = newKey();
        String first = asCustomer().header("Idempotency-Key", key).contentType("application/json")
                .body(cart(cart, "100", "10")).post("/store/dust/holds").then().statusCode(201).extract()
                .jsonPath().getString("hold.id");

        asCustomer().header("Idempotency-Key", key).contentType("application/json").body(cart(cart, "100", "11"))
                .post("/store/dust/holds").then().statusCode(422);
        voidHold(first).then().statusCode(200);
        tryHold(cart(cart, "100", "20")).then().statusCode(201);
        Response again = asCustomer().header("Idempotency-Key", key).contentType("application/json")
                .body(cart(cart, "100", "10")).post("/store/dust/holds");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.jsonPath().getString("hold.id")).isEqualTo(first);
        assertThat(points()).isEqualTo(980);
    }

    @Test
    void aCustomersKeyDoesNotBlockTheShopsKey() {
        String key = "capture-" + cart;
        String id = asCustomer().header("Idempotency-Key", key).contentType("application/json")
                .body(cart(cart, "100", "10")).post("/store/dust/holds").then().statusCode(201).extract()
                .jsonPath().getString("hold.id");

        Response captured = post("holds/" + id + "/capture", "{}", key);

        assertThat(captured.statusCode()).as(captured.asString()).isEqualTo(200);
        assertThat(captured.jsonPath().getString("hold.status")).isEqualTo("captured");
        assertThat(points()).isEqualTo(990);
    }

    @Test
    void keysOfStaffAndOfTheCustomerAreApart() {
        String key = newKey();
        holdWith(key).then().statusCode(201);
        post("add", "{\"points\": 5, \"reason\": \"Test\"}", key).then().statusCode(200)
                .header("Idempotency-Replayed", nullValue());

        String other = newKey();
        post("add", "{\"points\": 7, \"reason\": \"Test\"}", other).then().statusCode(200);
        holdWith(other).then().statusCode(200).header("Idempotency-Replayed", nullValue());
        assertThat(points()).isEqualTo(912);
    }

    private Response holdWith(String key) {
        return asCustomer().header("Idempotency-Key", key).contentType(ContentType.JSON).body(cart(cart, "100", "100"))
                .post("/store/dust/holds");
    }

    @Test
    void aCustomerHoldsPointsForAtMostAHundredCarts() {
        for (int i = 0; i < OPEN_LIMIT; i++) {
            tryHold(cart(cart + i, "100", "1")).then().statusCode(201);
        }

        Response refused = tryHold(cart(cart, "100", "1"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:too-many-holds");
    }

    @Test
    void openAndEndedHoldsAreListedInOneOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(0, tryHold(cart(cart + i, "100", "1")).jsonPath().getString("hold.id"));
        }
        voidHold(ids.get(1));
        voidHold(ids.get(3));

        JsonPath all = asStaff().get("/admin/dust/{customer}/holds?limit=3", customer).jsonPath();
        JsonPath rest = asStaff().get("/admin/dust/{customer}/holds?limit=3&cursor={cursor}", customer,
                all.getString("next_cursor")).jsonPath();

        assertThat(all.<String> getList("holds.id")).isEqualTo(ids.subList(0, 3));
        assertThat(rest.<String> getList("holds.id")).isEqualTo(ids.subList(3, 4));
    }

    @Test
    void staffSeeTheHolds() {
        JsonPath first = hold(10);
        JsonPath second = tryHold(cart("cart_2", "100", "20")).jsonPath();
        voidHold(first.getString("hold.id"));

        JsonPath all = asStaff().get("/admin/dust/{customer}/holds?limit=1", customer).jsonPath();
        JsonPath rest = asStaff().get("/admin/dust/{customer}/holds?limit=1&cursor={cursor}", customer,
                all.getString("next_cursor")).jsonPath();
        JsonPath held = asStaff().get("/admin/dust/{customer}/holds?status=held", customer).jsonPath();
        JsonPath ofCode = asStaff().get("/admin/dust/{customer}/holds?code={code}", customer,
                first.getString("hold.discount.code")).jsonPath();

        assertThat(all.getString("holds[0].id")).isEqualTo(second.getString("hold.id"));
        assertThat(rest.getString("holds[0].id")).isEqualTo(first.getString("hold.id"));
        assertThat(rest.getString("next_cursor")).isNull();
        assertThat(held.getList("holds.id")).containsExactly((Object) second.getString("hold.id"));
        assertThat(ofCode.getList("holds.status")).containsExactly("voided");
        assertThat(asStaff().get("/admin/dust/{customer}/holds?code=SUMMER", customer).jsonPath().getList("holds")).isEmpty();
        asStaff().get("/admin/dust/{customer}/holds?status=open", customer).then().statusCode(422);
    }
}
