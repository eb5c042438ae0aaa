package io.dust.earn;

import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The events of an order lead to the same state in every sequence, also when each is sent twice.
 */
@QuarkusTest
class PermutationsTest extends OrderTest {

    private static final List<String> EVENTS = List.of("order.placed", "order.paid", "ref_1", "ref_2", "order.canceled");

    @Test
    void aCanceledOrderLeavesNoPoints() {
        List<List<String>> permutations = Events.permutations(EVENTS);
        assertThat(permutations).hasSize(120);
        permutations.stream().flatMap(PermutationsTest::deliveries).forEach(delivery -> assertEnds(delivery, 0));
    }

    @Test
    void anOrderThatIsNotCanceledKeepsTheRemainder() {
        // points(100.56 - 33.33 - 20)
        Events.permutations(EVENTS.subList(0, 4)).stream().flatMap(PermutationsTest::deliveries)
                .forEach(delivery -> assertEnds(delivery, 47));
    }

    /** Three deliveries: each event once; each twice in a row; the whole sequence twice. */
    private static Stream<List<String>> deliveries(List<String> events) {
        List<String> twice = events.stream().flatMap(event -> Stream.of(event, event)).toList();
        List<String> again = Stream.concat(events.stream(), events.stream()).toList();
        return Stream.of(events, twice, again);
    }

    /** Each delivery has a new id, because the ledger already ignores a repeated id. */
    private void assertEnds(List<String> delivery, long points) {
        String someone = newCustomer();
        String data = Events.order("order_" + newId(), someone, "EUR", "100.56");

        delivery.forEach(event -> sendEvent(newId(), event.startsWith("ref") ? "order.refunded" : event,
                data + (event.startsWith("ref") ? refund(event, event.equals("ref_1") ? "33.33" : "20") : "")));

        var end = asStaff().get("/admin/dust/{customer}", someone);
        if (end.statusCode() == 404) {
            assertThat(points).as("%s", delivery).isZero();
            return;
        }
        var dustPoint = end.jsonPath();
        assertThat(List.of(dustPoint.getLong("dust_point.points"), dustPoint.getLong("dust_point.pending"),
                dustPoint.getLong("dust_point.held"), dustPoint.getLong("dust_point.debt"))).as("%s", delivery)
                .containsExactly(points, 0L, 0L, 0L);
    }
}
