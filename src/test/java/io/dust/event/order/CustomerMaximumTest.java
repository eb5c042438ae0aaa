package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.dust.earn.OrderTest;
import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** A rule with a limit for what the orders of a customer earn in a month. */
@QuarkusTest
class CustomerMaximumTest extends OrderTest {

    @Test
    void theOrdersOfAMonthShareTheLimit() {
        asStaff().header("If-None-Match", "*").contentType(ContentType.JSON).body("""
                {"rate": {"numerator": 1, "denominator": 100}, "customer_maximum": {"points": 100, "period": "month"}}""")
                .put("/admin/dust/earning-rules/UYU").then().statusCode(200);

        // One batch: each order knows what the one before has earned.
        assertThat(Events.send(Events.BATCH, List.of(order(1, "2026-03-05", 70), order(2, "2026-03-31", 70),
                order(3, "2026-04-01", 70)).stream().collect(Collectors.joining(", ", "[", "]"))).jsonPath()
                .getList("outcomes.outcome")).containsExactly("applied", "applied", "applied");
        assertBalance(0, 70 + 30 + 70, 0);

        assertThat(Events.send(order(4, "2026-03-15", 70)).jsonPath().getString("reason")).contains("earns nothing");
        assertBalance(0, 70 + 30 + 70, 0);
    }

    private String order(int number, String day, int total) {
        return Events.event(newKey(), "order.placed", Events.order(order + number, customer, "uyu", Integer.toString(total)))
                .replaceFirst("\\{", "{\"time\": \"" + day + "T12:00:00Z\", ");
    }
}
