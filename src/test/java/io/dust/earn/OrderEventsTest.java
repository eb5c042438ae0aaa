package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static io.dust.fixture.Events.send;
import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Events;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
class OrderEventsTest extends OrderTest {

    @Test
    void pointsArePendingUntilTheOrderIsPaid() {
        assertThat(sendEvent("order.placed").getString("outcome")).isEqualTo("applied");
        assertBalance(0, 100, 0);

        assertThat(sendEvent("order.paid").getString("outcome")).isEqualTo("applied");
        assertBalance(100, 0, 0);
        assertThat(kinds()).containsExactly("EARN_RELEASE", "EARN_PENDING");
    }

    @Test
    void anOrderThatIsPlacedAndPaidEarnsAtOnce() {
        var answer = send(event("evt_1-" + order, "order.placed", placed() + ", \"payment_status\": \"captured\"")).asString();

        assertJson(answer.replace(customer, "cus"), """
                {"outcome": "applied", "reason": "Points earned for order order_<id>", "transactions": [
                 {"id": "<id>.1", "version": 1, "kind": "EARN", "points": 100, "held": 0, "pending": 0, "debt": 0,
                  "points_after": 100, "held_after": 0, "pending_after": 0, "debt_after": 0, "reverses": null,
                  "reason": "Points earned for order order_<id>", "reference": {"type": "order", "id": "order_<id>"},
                  "actor": "https://shop.example", "request_id": "event:https://shop.example evt_1-order_<id>",
                  "occurred_at": "<time>", "recorded_at": "<time>",
                  "computed_from": {"currency_code": "EUR", "revision": 1, "rule_version": 1, "amount": 10056, "total": 10056,
                                    "refunded": 0, "numerator": 1, "denominator": 100, "maximum": null}}]}""");
    }

    @Test
    void aCanceledOrderKeepsNoPoints() {
        sendEvent("order.placed");
        sendEvent("order.canceled");
        assertBalance(0, 0, 0);
        assertThat(kinds()).containsExactly("EARN_CANCEL", "EARN_PENDING");

        assertThat(sendEvent("order.paid").getString("reason"))
                .isEqualTo("Order " + order + " earns nothing.");
        assertBalance(0, 0, 0);
    }

    @Test
    void thePointsOfACanceledPaidOrderAreClawedBack() {
        sendEvent("order.placed");
        sendEvent("order.paid");
        sendEvent("order.canceled");

        assertBalance(0, 0, 0);
        assertThat(kinds()).containsExactly("CLAWBACK", "EARN_RELEASE", "EARN_PENDING");
        assertThat(asCustomer().get("/store/dust/summary").jsonPath().getLong("lifetime_earned")).isZero();
    }

    @Test
    void partialRefundsOfTheWholeOrderLeaveNoPoints() {
        sendEvent("order.placed");
        sendEvent("order.paid");
        sendRefund("ref_1", "33.33");
        assertBalance(67, 0, 0);
        sendRefund("ref_2", "33.34");
        assertBalance(33, 0, 0);
        sendRefund("ref_3", "33.89");
        assertBalance(0, 0, 0);
    }

    @Test
    void aRefundMayArriveBeforeItsOrder() {
        assertThat(sendRefund("ref_1", "50.28").getString("reason"))
                .isEqualTo("The event counts as soon as the order.placed of order " + order + " arrives.");
        assertBalance(0, 0, 0);
        sendEvent("order.paid");
        sendEvent("order.placed");
        assertBalance(50, 0, 0);
        assertThat(kinds()).containsExactly("EARN");
    }

    @Test
    void aDuplicateGetsTheFirstOutcome() {
        String id = newId();
        var first = sendEvent(id, "order.placed", placed());
        var again = sendEvent(id, "order.placed", placed() + ", \"metadata\": {}");

        assertThat(again.getString("outcome")).isEqualTo("duplicate");
        assertThat(again.getString("reason")).isEqualTo(first.getString("reason"));
        assertThat(again.<Map<String, Object>> getList("transactions")).isEqualTo(first.getList("transactions"));
        assertThat(sendEvent("order.placed").getString("outcome")).isEqualTo("duplicate");
        assertBalance(0, 100, 0);
    }

    @Test
    void anEventIdIsUsedForOneContent() {
        String id = newId();
        sendEvent(id, "order.placed", placed());

        assertRefused(send(event(id, "order.placed", Events.order(order, customer, "eur", "200"))), 422,
                "idempotency-key-reused",
                "The id was used before for another request about this customer; use a new one.");
    }

    @Test
    void fiftyDeliveriesEarnOnce() {
        String id = newId();

        List<Integer> statuses = IntStream.range(0, 50).parallel()
                .mapToObj(i -> send(event(i % 2 == 0 ? id : newId(), "order.placed",
                        placed() + ", \"payment_status\": \"captured\"")).statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(kinds()).containsExactly("EARN");
        assertBalance(100, 0, 0);
    }

    @Test
    void aContradictionIsRefusedAndListedForStaff() {
        sendEvent("order.placed");
        assertRefused(send(event(newId(), "order.paid", Events.order(order, customer, "usd", "100.56"))), 422,
                "event-contradiction", "Order " + order + " has the currency EUR, not USD.");
        sendRefund("ref_1", "1");
        String otherAmount = "Refund ref_1 had another amount in an earlier event, and one of both events has no time that says "
                + "which is later.";
        assertRefused(send(event(newId(), "order.refunded", placed() + refund("ref_1", "2"))), 422,
                "event-contradiction", otherAmount);

        assertBalance(0, 99, 0);
        assertThat(refused().<String> getList("events.findAll { it.order_id == '" + order + "' }.detail"))
                .containsExactly(otherAmount, "Order " + order + " has the currency EUR, not USD.");
    }

    @Test
    void anInvalidEventIsListedForStaff() {
        String id = newId();
        for (int i = 0; i < 3; i++) {
            assertThat(send(event(id, "order.placed", Events.order(order, customer, "eur", "-1"))).statusCode()).isEqualTo(422);
        }

        assertThat(refused().<Map<String, Object>> getList("events.findAll { it.order_id == '" + order + "' }"))
                .singleElement().satisfies(event -> assertThat(event).containsEntry("reason", "invalid-request")
                        .containsEntry("detail", "total must not be negative.").containsEntry("attempts", 3)
                        .containsEntry("customer_id", customer));
    }

    private static JsonPath refused() {
        return asStaff().get("/admin/dust/events/refused?limit=100").jsonPath();
    }

    @Test
    void refusedEventsArePaged() {
        sendEvent("order.placed");
        for (String currency : List.of("usd", "chf", "sek")) {
            assertThat(send(event(newId(), "order.paid", Events.order(order, customer, currency, "1"))).statusCode())
                    .isEqualTo(422);
        }

        var all = asStaff().get("/admin/dust/events/refused?limit=3").jsonPath().<String> getList("events.id");
        var first = asStaff().get("/admin/dust/events/refused?limit=2").jsonPath();
        var next = asStaff().get("/admin/dust/events/refused?limit=1&cursor=" + first.getString("next_cursor")).jsonPath();

        assertThat(first.<String> getList("events.id")).isEqualTo(all.subList(0, 2));
        assertThat(next.<String> getList("events.id")).isEqualTo(all.subList(2, 3));
        assertThat(asCustomer().get("/admin/dust/events/refused").statusCode()).isEqualTo(403);
    }

    @Test
    void aCurrencyWithoutARuleEarnsNothingAndSaysSo() {
        var answer = sendEvent("order.placed", Events.order(order, customer, "gbp", "10"));
        assertThat(answer.getString("outcome")).isEqualTo("ignored");
        assertThat(answer.getString("reason"))
                .isEqualTo("No earning rule for GBP was in force when order " + order
                        + " was placed, so it earns nothing.");

        assertRefused(send(event(newId(), "order.placed", Events.order("order_" + newId(), customer, "xyz", "10"))), 422,
                "invalid-request", "currency_code must be a currency of ISO 4217, such as EUR.");
        assertBalance(0, 0, 0);
    }

    @Test
    void anOrderThatIsGivenToAnotherCustomerTakesItsPointsAlong() {
        sendEvent("order.placed", placed() + ", \"payment_status\": \"captured\"");
        String other = newCustomer();

        JsonPath moved = sendEvent("order.placed", Events.order(order, other, "eur", "100.56"));

        assertThat(moved.getList("transactions.kind")).containsExactly("CLAWBACK", "EARN");
        assertBalance(0, 0, 0);
        assertThat(as(Tokens.customer(other)).get("/store/dust").jsonPath().getLong("points")).isEqualTo(100);
    }

    @Test
    void staffCanReverseAnEarning() {
        sendEvent("order.placed");
        sendEvent("order.paid");
        reverse(2);
        assertBalance(0, 0, 0);

        assertThat(sendRefund("ref_1", "50").getString("reason"))
                .isEqualTo("Staff have reversed the points of order " + order + ".");
        sendEvent("order.canceled");
        assertBalance(0, 0, 0);
        assertThat(kinds()).containsExactly("REVERSAL", "EARN_RELEASE", "EARN_PENDING");
    }

    @Test
    void anEarningThatWasClawedBackIsNotReversed() {
        sendEvent("order.placed", placed() + ", \"payment_status\": \"captured\"");
        sendRefund("ref_1", "50");

        assertRefused(post("transactions/1/reverse", "{\"reason\": \"Fraud\"}"), 409, "not-reversible",
                "Transaction 1 granted points that were clawed back later; make an adjustment instead.");
        reverse(2);
        assertBalance(100, 0, 0);
        sendEvent("order.canceled");
        assertBalance(50, 0, 0);
    }

    @Test
    void spentPointsThatAreClawedBackBecomeDebt() {
        earnHundredAndSpend(100);
        sendRefund("ref_1", "100.56");
        assertBalance(0, 0, 100);

        earnThirty();
        assertBalance(0, 0, 70);
    }
}
