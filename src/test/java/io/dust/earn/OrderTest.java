package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static io.dust.fixture.Events.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Events;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** The base of tests of orders: each test has a new order of a new customer. */
public abstract class OrderTest extends ApiTest {

    protected final String order = "order_" + newId();

    /** The data of the order, with a total of 100.56 EUR. */
    protected String placed() {
        return Events.order(order, customer, "eur", "100.56");
    }

    /** Sends an event of the test's order with a new id; Dust must accept the event. */
    protected JsonPath sendEvent(String type) {
        return sendEvent(type, placed());
    }

    protected JsonPath sendEvent(String type, String data) {
        return sendEvent(newId(), type, data);
    }

    protected JsonPath sendEvent(String id, String type, String data) {
        Response response = send(event(id, type, data));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    protected JsonPath sendRefund(String refundId, String amount) {
        return sendEvent("order.refunded", placed() + refund(refundId, amount));
    }

    protected void earnHundredAndSpend(long spent) {
        sendEvent("order.placed", placed() + ", \"payment_status\": \"captured\"");
        change("deduct", spent);
    }

    protected void earnThirty() {
        sendEvent("order.placed",
                Events.order("order_" + newId(), customer, "EUR", "30") + ", \"payment_status\": \"captured\"");
    }

    protected void assertBalance(long points, long pending, long debt) {
        JsonPath summary = asCustomer().get("/store/dust/summary").jsonPath();
        assertThat(List.of(summary.getLong("points"), summary.getLong("pending"), summary.getLong("debt")))
                .as("points, pending, debt").containsExactly(points, pending, debt);
    }

    protected List<String> kinds() {
        return asStaff().get("/admin/dust/{customer}/transactions?limit=100", customer).jsonPath()
                .getList("transactions.kind");
    }

    protected static void assertRefused(Response response, int status, String slug, String detail) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:" + slug);
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }

}
