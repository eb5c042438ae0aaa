package io.dust.redeem;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.Events;
import io.dust.fixture.MovableClock;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Events of orders that are paid with points. */
@QuarkusTest
class OrderSpendingTest extends CheckoutTest {

    private static final String A_TENTH = """
            {"rate": {"numerator": 1, "denominator": 1}, "maximum_share": {"numerator": 1, "denominator": 10}}""";

    private final String order = "order_" + newId();

    @Inject
    MovableClock clock;

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void anOrderWithTheCodeCapturesTheHold() {
        JsonPath held = hold(300);

        JsonPath outcome = sendEvent("order.placed", placed(held, ""));

        assertThat(outcome.getList("transactions.kind")).containsExactlyInAnyOrder("EARN_PENDING", "CAPTURE");
        assertThat(outcome.getString("outcome")).isEqualTo("applied");
        assertThat(status(held)).isEqualTo("captured " + order);
        assertBalance(700, 0, 0, 300);
        assertThat(sendEvent("order.placed", placed(held, "")).getString("outcome")).isEqualTo("duplicate");
        assertBalance(700, 0, 0, 300);
    }

    @Test
    void aSmallerDiscountCostsLess() {
        JsonPath held = hold(300);

        sendEvent("order.placed", placed(held, ", \"amount\": 1.2"));

        assertBalance(880, 0, 0, 120);
    }

    @Test
    void aDiscountOfZeroCostsNothing() {
        JsonPath held = hold(300);

        sendEvent("order.placed", placed(held, ", \"amount\": 0"));

        assertThat(status(held)).isEqualTo("voided null");
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aCanceledOrderReturnsThePointsOnce() {
        JsonPath held = hold(300);
        sendEvent("order.placed", placed(held, ""));

        sendEvent("order.canceled", order(""));
        JsonPath again = sendEvent("order.canceled", order(""));

        assertThat(again.getString("outcome")).isEqualTo("duplicate");
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void refundsReturnTheirShareOfThePoints() {
        JsonPath held = hold(300);
        sendEvent("order.placed", placed(held, ""));

        sendEvent("order.refunded", order(refund("ref_1", "1")));
        assertBalance(800, 0, 0, 200);
        assertThat(sendEvent("order.refunded", order(refund("ref_1", "1"))).getString("outcome")).isEqualTo("duplicate");
        assertThat(send(event(newId(), "order.refunded", order(refund("ref_1", "1.01")))).statusCode()).isEqualTo(422);
        sendEvent("order.refunded", order(refund("ref_2", "2.5")));

        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aRefundWithoutPaidWithPointsReturnsNoPoints() {
        JsonPath held = hold(300);
        sendEvent("order.placed", placed(held, ""));

        sendEvent("order.refunded", order(Events.refund("ref_1", "10")));

        assertBalance(700, 0, 0, 300);
    }

    @Test
    void everyOrderOfEventsEndsInTheSameState() {
        Events.permutations(List.of("order.placed", "ref_1", "ref_2", "order.paid")).forEach(events -> {
            assertEnds(events, 1000 - 150);
            assertEnds(Stream.concat(events.stream(), events.stream()).toList(), 1000 - 150);
        });
        Events.permutations(List.of("order.placed", "ref_1", "order.canceled")).forEach(events -> assertEnds(events, 1000));
    }

    @Test
    void theCodeOfAVoidedHoldIsPaidFromTheBalance() {
        JsonPath held = hold(300);
        voidHold(held.getString("hold.id"));
        change("deduct", 900);

        JsonPath outcome = sendEvent("order.placed", placed(held, ""));

        assertThat(outcome.getList("transactions.kind")).contains("CAPTURE");
        assertBalance(0, 0, 200, 1200);
        assertThat(status(held)).isEqualTo("voided null");
        JsonPath seen = asStaff().get("/admin/dust/events/refused").jsonPath();
        assertThat(seen.getString("events.find { it.order_id == '%s' }.reason".formatted(order))).isEqualTo("hold-ended");
        assertThat(sendEvent("order.placed", placed(held, "")).getString("outcome")).isEqualTo("duplicate");
        assertBalance(0, 0, 200, 1200);
        sendEvent("order.canceled", order(""));
        assertBalance(100, 0, 0, 900);
    }

    @Test
    void theCodeOfAnExpiredHoldIsPaidFromTheBalance() {
        JsonPath held = hold(300);
        clock.moveOn(Duration.ofMinutes(31));

        sendEvent("order.placed", placed(held, ""));

        assertThat(status(held)).isEqualTo("expired null");
        assertBalance(700, 0, 0, 300);
    }

    @Test
    void aHoldCapturedByTheShopIsNotPaidTwice() {
        JsonPath held = hold(300);
        capture(held.getString("hold.id"), "{}").then().statusCode(200);

        sendEvent("order.placed", placed(held, ""));
        assertThat(status(held)).isEqualTo("captured " + order);
        assertBalance(700, 0, 0, 300);

        sendEvent("order.canceled", order(""));
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aCaptureForAnOrderReturnsWithTheOrder() {
        JsonPath held = hold(300);
        capture(held.getString("hold.id"),
                "{\"points\": 100, \"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(order)).then()
                .statusCode(200);

        assertThat(sendEvent("order.placed", placed(held, "")).getString("outcome")).isEqualTo("applied");
        assertBalance(900, 0, 0, 100);
        sendEvent("order.refunded", order(refund("ref_1", "0.5")));
        assertBalance(950, 0, 0, 50);
    }

    @Test
    void theCaptureForACanceledOrderCostsNothing() {
        JsonPath held = hold(300);
        sendEvent("order.canceled", order(""));

        capture(held.getString("hold.id"), "{\"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(order)).then()
                .statusCode(200);

        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void anotherCustomersCodeCostsNothing() {
        JsonPath held = hold(300);
        String other = newCustomer();

        JsonPath outcome = sendEvent("order.placed", placed(held, "").replace(customer, other));

        assertThat(outcome.getList("transactions.kind")).doesNotContain("CAPTURE");
        assertBalance(700, 300, 0, 0);
    }

    @Test
    void theAmountPaidWithPointsEarnsNothing() {
        asStaff().contentType("application/json").header("If-None-Match", "*").body("""
                {"rate": {"numerator": 1, "denominator": 100}, "basis": {"discounts": false}}""")
                .put("/admin/dust/earning-rules/huf").then().statusCode(200);
        String forints = order(", \"discount_total\": 30, \"payment_status\": \"captured\"").replace("eur", "huf");

        JsonPath outcome = sendEvent("order.placed",
                forints + ", \"promotions\": [{\"code\": \"DUST-0123456789ABCDEF0123456789ABCDEF\", \"amount\": 10}]");

        assertThat(outcome.getLong("transactions[0].points")).as("100, and the other discount of 20").isEqualTo(120);
    }

    @Test
    void aShareAboveTheLimitIsShownToStaff() {
        change("add", 4000);
        JsonPath held = holdAtATenth("490", "4900");

        JsonPath outcome = sendEvent("order.placed", ofATenth("1.00", held, "49.00"));

        assertThat(outcome.getString("outcome")).isEqualTo("applied");
        assertThat(outcome.getList("transactions.kind")).contains("CAPTURE");
        assertBalance(100, 0, 0, 4900);
        assertThat(seen()).singleElement().asString().contains("share-exceeded",
                "Points paid 49.00 THB of the 50.00 THB that order "
                        + order + " costs; the redemption rate allows 5.00 THB.",
                "attempts=1");
        assertThat(sendEvent("order.placed", ofATenth("1.00", held, "49.00")).getString("outcome")).isEqualTo("duplicate");
        sendEvent("order.paid", inBaht(order(""), "1.00"));
        sendEvent("order.updated", ofATenth("1.00", held, "49.00") + ", \"status\": \"completed\"");
        assertThat(seen()).as("once").hasSize(1);
        sendEvent("order.updated", ofATenth("2.00", held, "49.00"));
        sendEvent("order.updated", inBaht(order(""), "0.50"));
        assertThat(seen()).as("another share").hasSize(1);
    }

    @Test
    void aLaterTotalIsComparedAlsoWithoutTheCode() {
        JsonPath held = holdAtATenth("50", "500");
        sendEvent("order.placed", ofATenth("45.00", held, "5.00"));
        sendEvent("order.updated", inBaht(order(""), "46.00"));
        assertThat(seen()).isEmpty();

        JsonPath outcome = sendEvent("order.updated", inBaht(order(""), "5.00"));

        assertThat(outcome.getString("outcome")).isEqualTo("applied");
        assertThat(seen()).singleElement().asString().contains("share-exceeded", "Points paid 5.00 THB of the 10.00 THB",
                "allows 1.00 THB");
        assertBalance(500, 0, 0, 500);
    }

    @Test
    void aCaptureForTheOrderIsComparedWhenTheOrderComes() {
        JsonPath held = holdAtATenth("100", "1000");
        capture(held.getString("hold.id"), "{\"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(order)).then()
                .statusCode(200);

        sendEvent("order.placed", ofATenth("90", held, "10"));
        assertThat(seen()).isEmpty();
        sendEvent("order.updated", inBaht(order(""), "2"));

        assertThat(seen()).singleElement().asString().contains("Points paid 10.00 THB of the 12.00 THB", "allows 1.20 THB");
    }

    @Test
    void aCapturedHoldAndADiscountWithoutAnAmountAreCompared() {
        JsonPath held = holdAtATenth("100", "1000");
        capture(held.getString("hold.id"), "{}").then().statusCode(200);

        sendEvent("order.placed", inBaht(placed(held, ""), "2"));

        assertThat(seen()).singleElement().asString().contains("Points paid 10.00 THB of the 12.00 THB", "allows 1.20 THB");
    }

    @Test
    void aShareWithinTheLimitIsNotShown() {
        JsonPath held = holdAtATenth("50.05", "500");

        sendEvent("order.placed", ofATenth("45.05", held, "5.00"));
        sendEvent("order.refunded", inBaht(order(refund("ref_1", "1").replace(": 10,", ": 40,")), "45.05"));
        sendEvent("order.canceled", inBaht(order(""), "45.05"));

        assertThat(seen()).isEmpty();
    }

    @Test
    void giftCardsAndSmallerDiscountsAreWithinTheShare() {
        JsonPath held = holdAtATenth("50", "500");

        sendEvent("order.placed", ofATenth("0", held, "0.60") + ", \"gift_card_total\": 5.40");

        assertBalance(940, 0, 0, 60);
        assertThat(seen()).isEmpty();
    }

    @Test
    void theRateOfTheHoldCounts() {
        JsonPath held = holdAtATenth("50", "500");
        putRate(A_TENTH.replace("10}}", "1000}}"));

        sendEvent("order.placed", ofATenth("45.00", held, "5.00"));

        assertThat(seen()).isEmpty();
    }

    private static void putRate(String rate) {
        String known = asStaff().get("/admin/dust/redemption-rates/thb").header("ETag");
        asStaff().contentType("application/json").header(known == null ? "If-None-Match" : "If-Match",
                known == null ? "*" : known).body(rate).put("/admin/dust/redemption-rates/thb").then().statusCode(200);
    }

    /** Points that may pay a tenth, for a cart with this total. */
    private JsonPath holdAtATenth(String total, String points) {
        putRate(A_TENTH);
        return tryHold(cart(cart, total, points).replace("eur", "thb")).then().statusCode(201).extract().jsonPath();
    }

    private String ofATenth(String total, JsonPath held, String amount) {
        return inBaht(placed(held, ", \"amount\": " + amount), total);
    }

    private static String inBaht(String data, String total) {
        return data.replace("eur", "thb").replace("\"total\": 100", "\"total\": " + total);
    }

    /** What staff see of the order. */
    private List<Object> seen() {
        return asStaff().get("/admin/dust/events/refused?limit=100").jsonPath()
                .getList("events.findAll { it.order_id == '%s' }".formatted(order));
    }

    private void assertEnds(List<String> events, long points) {
        String someone = newCustomer();
        post(someone, "add", "{\"points\": 1000, \"reason\": \"Test\"}", newKey()).then().statusCode(200);
        JsonPath held = as(Tokens.customer(someone)).contentType("application/json")
                .body(cart(cart, "100", "300")).post("/store/dust/holds").jsonPath();
        String data = order("").replace(order, "order_" + newId()).replace(customer, someone).replace(": 100", ": 0.5");
        for (String event : events) {
            String more = event.startsWith("ref")
                    ? refund(event, event.equals("ref_1") ? "1" : "0.5").replace(": 10,", ": 0.1,")
                    : event.equals("order.placed") ? promotions(held, "") : "";
            sendEvent(event.startsWith("ref") ? "order.refunded" : event, data + more);
        }
        JsonPath end = as(Tokens.customer(someone)).get("/store/dust/summary").jsonPath();
        assertThat(List.of(end.getLong("points"), end.getLong("held"), end.getLong("debt"), end.getLong("lifetime_spent")))
                .as("%s", events).containsExactly(points, 0L, 0L, 1000 - points);
    }

    private String order(String more) {
        return "\"id\": \"%s\", \"customer_id\": \"%s\", \"currency_code\": \"eur\", \"total\": 100".formatted(order,
                customer) + more;
    }

    private String placed(JsonPath held, String amount) {
        return order(promotions(held, amount));
    }

    private static String promotions(JsonPath held, String amount) {
        return ", \"promotions\": [{\"code\": \"SUMMER\"}, {\"code\": \"%s\"%s}]"
                .formatted(held.getString("hold.discount.code"), amount);
    }

    private static String refund(String id, String paidWithPoints) {
        return ", \"refund\": {\"id\": \"%s\", \"amount\": 10, \"paid_with_points\": %s}".formatted(id, paidWithPoints);
    }

    private static JsonPath sendEvent(String type, String data) {
        Response response = send(event(newId(), type, data));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private String status(JsonPath held) {
        JsonPath now = asCustomer().get("/store/dust/holds/{id}", held.getString("hold.id")).jsonPath();
        return now.getString("hold.status") + " " + now.getString("hold.order_id");
    }

    private void assertBalance(long points, long held, long debt, long spent) {
        JsonPath now = balance();
        assertThat(List.of(now.getLong("points"), now.getLong("held"), now.getLong("debt"), now.getLong("lifetime_spent")))
                .as("points, held, debt, spent").containsExactly(points, held, debt, spent);
    }
}
