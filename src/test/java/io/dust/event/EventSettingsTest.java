package io.dust.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.earn.OrderTest;
import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** {@code DUST_EVENT_ORDER_IDS=per_source} and {@code DUST_EVENT_SIGNED_BINARY=true}. */
@QuarkusTest
@TestProfile(EventSettingsTest.Changed.class)
class EventSettingsTest extends OrderTest {

    @Test
    void eachShopHasItsOwnOrders() {
        String other = newCustomer();

        placedAt("https://one.example", customer, 100);
        placedAt("https://two.example", other, 70);
        placedAt("https://two.example", customer, 70);

        assertBalance(170, 0, 0);
        assertThat(asStaff().get("/admin/dust/{customer}/transactions", customer).jsonPath()
                .getList("transactions.reference.id")).containsExactly("https://two.example " + order,
                        "https://one.example " + order);
        assertThat(asStaff().get("/admin/dust/{customer}", other).jsonPath().getLong("dust_point.points")).isZero();
    }

    @Test
    void aBinaryEventMayBeSigned() {
        String data = "{" + Events.order(order, customer, "eur", "10") + "}";

        assertThat(given().headers(Events.signature(data)).contentType("application/json")
                .headers("ce-specversion", "1.0", "ce-id", newKey(), "ce-source", Events.SOURCE, "ce-type", "order.placed")
                .body(data).post("/events").jsonPath().getString("outcome")).isEqualTo("applied");
    }

    private void placedAt(String source, String buyer, int total) {
        String event = Events.event(newKey(), "order.placed",
                Events.order(order, buyer, "eur", Integer.toString(total)) + ", \"payment_status\": \"captured\"");
        Response answer = Events.send(event.replace(Events.SOURCE, source));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    public static class Changed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.event.order-ids", "per_source", "dust.event.signed-binary", "true");
        }
    }
}
