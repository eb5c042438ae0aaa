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

/** Orders that were paid with points, as their events tell. */
@QuarkusTest
class OrderSpendingTest extends CheckoutTest {

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

        JsonPath outcome = tell("order.placed", placed(held, ""));

        assertThat(outcome.getList("transactions.kind")).containsExactlyInAnyOrder("EARN_PENDING", "CAPTURE");
        assertThat(outcome.getString("outcome")).isEqualTo("applied");
        assertThat(status(held)).isEqualTo("captured " + order);
        assertBalance(700, 0, 0, 300);
        assertThat(tell("order.placed", placed(held, "")).getString("outcome")).isEqualTo("duplicate");
        assertBalance(700, 0, 0, 300);
    }

    @Test
    void aDiscountThatCameOutSmallerCostsLess() {
        JsonPath held = hold(300);

        tell("order.placed", placed(held, ", \"amount\": 1.2"));

        assertBalance(880, 0, 0, 120);
    }

    @Test
    void aDiscountThatCameOutAsNothingCostsNothing() {
        JsonPath held = hold(300);

        tell("order.placed", placed(held, ", \"amount\": 0"));

        assertThat(status(held)).isEqualTo("voided null");
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aCanceledOrderGivesThePointsBackOnce() {
        JsonPath held = hold(300);
        tell("order.placed", placed(held, ""));

        tell("order.canceled", order(""));
        JsonPath again = tell("order.canceled", order(""));

        assertThat(again.getString("outcome")).isEqualTo("duplicate");
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void refundsGiveTheirShareBack() {
        JsonPath held = hold(300);
        tell("order.placed", placed(held, ""));

        tell("order.refunded", order(refund("ref_1", "1")));
        assertBalance(800, 0, 0, 200);
        assertThat(tell("order.refunded", order(refund("ref_1", "1"))).getString("outcome")).isEqualTo("duplicate");
        assertThat(send(event(newId(), "order.refunded", order(refund("ref_1", "1.01")))).statusCode()).isEqualTo(422);
        tell("order.refunded", order(refund("ref_2", "2.5")));

        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aRefundThatSaysNothingOfPointsGivesNoneBack() {
        JsonPath held = hold(300);
        tell("order.placed", placed(held, ""));

        tell("order.refunded", order(Events.refund("ref_1", "10")));

        assertBalance(700, 0, 0, 300);
    }

    @Test
    void allOrdersOfEventsEndInTheSameState() {
        Events.permutations(List.of("order.placed", "ref_1", "ref_2", "order.paid")).forEach(told -> {
            assertEnds(told, 1000 - 150);
            assertEnds(Stream.concat(told.stream(), told.stream()).toList(), 1000 - 150);
        });
        Events.permutations(List.of("order.placed", "ref_1", "order.canceled")).forEach(told -> assertEnds(told, 1000));
    }

    @Test
    void theCodeOfAHoldThatHasEndedIsPaidWithWhatIsThere() {
        JsonPath held = hold(300);
        voidHold(held.getString("hold.id"));
        change("deduct", 900);

        JsonPath outcome = tell("order.placed", placed(held, ""));

        assertThat(outcome.getList("transactions.kind")).contains("CAPTURE");
        assertBalance(0, 0, 200, 1200);
        assertThat(status(held)).isEqualTo("voided null");
        JsonPath seen = asStaff().get("/admin/dust/events/refused").jsonPath();
        assertThat(seen.getString("events.find { it.order_id == '%s' }.reason".formatted(order))).isEqualTo("hold-ended");
        assertThat(tell("order.placed", placed(held, "")).getString("outcome")).isEqualTo("duplicate");
        assertBalance(0, 0, 200, 1200);
        tell("order.canceled", order(""));
        assertBalance(100, 0, 0, 900);
    }

    @Test
    void soIsTheCodeOfAHoldThatHasExpired() {
        JsonPath held = hold(300);
        clock.moveOn(Duration.ofMinutes(31));

        tell("order.placed", placed(held, ""));

        assertThat(status(held)).isEqualTo("expired null");
        assertBalance(700, 0, 0, 300);
    }

    @Test
    void aHoldThatTheShopHasCapturedIsNotPaidTwice() {
        JsonPath held = hold(300);
        capture(held.getString("hold.id"), "{}").then().statusCode(200);

        tell("order.placed", placed(held, ""));
        assertThat(status(held)).isEqualTo("captured " + order);
        assertBalance(700, 0, 0, 300);

        tell("order.canceled", order(""));
        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void aCaptureThatNamesTheOrderIsGivenBackWithIt() {
        JsonPath held = hold(300);
        capture(held.getString("hold.id"),
                "{\"points\": 100, \"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(order)).then()
                .statusCode(200);

        assertThat(tell("order.placed", placed(held, "")).getString("outcome")).isEqualTo("applied");
        assertBalance(900, 0, 0, 100);
        tell("order.refunded", order(refund("ref_1", "0.5")));
        assertBalance(950, 0, 0, 50);
    }

    @Test
    void theCaptureOfAnOrderThatIsCanceledAlreadyCostsNothing() {
        JsonPath held = hold(300);
        tell("order.canceled", order(""));

        capture(held.getString("hold.id"), "{\"reference\": {\"type\": \"order\", \"id\": \"%s\"}}".formatted(order)).then()
                .statusCode(200);

        assertBalance(1000, 0, 0, 0);
    }

    @Test
    void anotherCustomersCodeCostsNobodyAnything() {
        JsonPath held = hold(300);
        String other = newCustomer();

        JsonPath outcome = tell("order.placed", placed(held, "").replace(customer, other));

        assertThat(outcome.getList("transactions.kind")).doesNotContain("CAPTURE");
        assertBalance(700, 300, 0, 0);
    }

    @Test
    void whatIsPaidWithPointsEarnsNothing() {
        asStaff().contentType("application/json").header("If-None-Match", "*").body("""
                {"rate": {"numerator": 1, "denominator": 100}, "basis": {"discounts": false}}""")
                .put("/admin/dust/earning-rules/huf").then().statusCode(200);
        String forints = order(", \"discount_total\": 30, \"payment_status\": \"captured\"").replace("eur", "huf");

        JsonPath told = tell("order.placed",
                forints + ", \"promotions\": [{\"code\": \"DUST-0123456789ABCDEF0123456789ABCDEF\", \"amount\": 10}]");

        assertThat(told.getLong("transactions[0].points")).as("100, and the other discount of 20").isEqualTo(120);
    }

    private void assertEnds(List<String> told, long points) {
        String someone = newCustomer();
        post(someone, "add", "{\"points\": 1000, \"reason\": \"Test\"}", newKey()).then().statusCode(200);
        JsonPath held = as(Tokens.customer(someone)).contentType("application/json")
                .body(cart(cart, "100", "300")).post("/store/dust/holds").jsonPath();
        String data = order("").replace(order, "order_" + newId()).replace(customer, someone).replace(": 100", ": 0.5");
        for (String event : told) {
            String more = event.startsWith("ref")
                    ? refund(event, event.equals("ref_1") ? "1" : "0.5").replace(": 10,", ": 0.1,")
                    : event.equals("order.placed") ? promotions(held, "") : "";
            tell(event.startsWith("ref") ? "order.refunded" : event, data + more);
        }
        JsonPath end = as(Tokens.customer(someone)).get("/store/dust/summary").jsonPath();
        assertThat(List.of(end.getLong("points"), end.getLong("held"), end.getLong("debt"), end.getLong("lifetime_spent")))
                .as("%s", told).containsExactly(points, 0L, 0L, 1000 - points);
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

    private static JsonPath tell(String type, String data) {
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
