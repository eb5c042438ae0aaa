package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.dust.account.Balance;
import io.dust.earn.rule.RuleDefinition;
import io.dust.order.OrderEvent;
import io.dust.order.state.OrderFacts;
import io.dust.setting.Ratio;

/**
 * The life of an order that is edited twice, partly returned and refunded, given to another
 * customer, canceled and taken back. In whatever sequence the shop tells it, by statements or by
 * states, it ends the same.
 */
class OrderPermutationsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int SAMPLES = 2000;

    private static final String FIRST = "\"total\": 100, \"items\": [" + item(1, 60, 0) + ", " + item(2, 40, 0) + "]";
    private static final String EDITED_UP = "\"total\": 150, \"items\": [" + item(1, 60, 0) + ", " + item(2, 40, 0) + ", "
            + item(3, 50, 0) + "]";
    private static final String EDITED_DOWN = "\"total\": 90, \"items\": [" + item(1, 50, 0) + ", " + item(2, 40, 0) + "]";
    private static final String RETURNED = "\"total\": 90, \"items\": [" + item(1, 50, 0) + ", " + item(2, 40, 1) + "]";
    private static final String BY_LINE = "{\"id\": \"r1\", \"amount\": 40}";
    private static final String BY_AMOUNT = "{\"id\": \"r2\", \"amount\": 10}";

    private static final List<OrderEvent> STATEMENTS = List.of(
            event("placed", 1, "a", FIRST),
            event("paid", 2, "a", "\"total\": 100"),
            event("placed", 3, "a", EDITED_UP),
            event("placed", 4, "a", EDITED_DOWN),
            event("refunded", 5, "a",
                    "\"refund\": {\"id\": \"r1\", \"amount\": 40, \"items\": [{\"id\": \"item_2\", \"quantity\": 1}]}"),
            event("refunded", 6, "a", "\"refund\": " + BY_AMOUNT),
            event("paid", 7, "b", "\"total\": 90"),
            event("canceled", 8, "b", ""),
            event("completed", 9, "b", ""));

    private static final List<OrderEvent> STATES = List.of(
            state(1, "a", FIRST, "pending", "not_paid", ""),
            state(2, "a", FIRST, "pending", "captured", ""),
            state(3, "a", EDITED_UP, "pending", "partially_captured", ""),
            state(4, "a", EDITED_DOWN, "pending", "captured", ""),
            state(5, "a", RETURNED, "pending", "partially_refunded", BY_LINE),
            state(6, "a", RETURNED, "pending", "partially_refunded", BY_LINE + ", " + BY_AMOUNT),
            state(7, "b", RETURNED, "pending", "partially_refunded", BY_LINE + ", " + BY_AMOUNT),
            state(8, "b", RETURNED, "canceled", "partially_refunded", BY_LINE + ", " + BY_AMOUNT),
            state(9, "b", RETURNED, "completed", "partially_refunded", BY_LINE + ", " + BY_AMOUNT));

    @Test
    void theFactsFollowFromTheSetOfStatements() {
        assertOneEnd(STATEMENTS);
    }

    @Test
    void theFactsFollowFromTheSetOfStates() {
        assertOneEnd(STATES);
    }

    @Test
    void thePointsFollowFromTheSetOfEventsInAnyMixture() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            List<OrderEvent> told = new ArrayList<>();
            for (int step = 0; step < STATEMENTS.size(); step++) {
                int way = random.nextInt(3);
                told.addAll(way == 0 ? List.of(STATEMENTS.get(step))
                        : way == 1 ? List.of(STATES.get(step))
                                : List.of(STATEMENTS.get(step), STATES.get(step), STATEMENTS.get(step)));
            }
            Collections.shuffle(told, random);

            ShopInMemory shop = new ShopInMemory("EUR", onePointAUnit());
            told.forEach(shop::tell);

            String sequence = "seed %d, %s".formatted(seed, told.stream().map(OrderEvent::id).toList());
            assertThat(shop.balance("a")).as(sequence).isEqualTo(Balance.ZERO);
            assertThat(shop.balance("b")).as(sequence).isEqualTo(new Balance(40, 0, 0, 0));
        }
    }

    /** All sequences of the events, which are 9! = 362,880. */
    private static void assertOneEnd(List<OrderEvent> events) {
        OrderFacts end = events.stream().reduce(OrderFacts.NONE, (facts, event) -> facts.with(event, NOW), OrderFacts::join);
        assertThat(permute(OrderFacts.NONE, new ArrayList<>(events), end)).isEqualTo(362_880);
    }

    private static int permute(OrderFacts facts, List<OrderEvent> remaining, OrderFacts end) {
        if (remaining.isEmpty()) {
            assertThat(facts.saysTheSameAs(end)).isTrue();
            return 1;
        }
        int count = 0;
        for (int i = 0; i < remaining.size(); i++) {
            OrderEvent next = remaining.remove(i);
            count += permute(facts.with(next, NOW), remaining, end);
            remaining.add(i, next);
        }
        return count;
    }

    private static RuleDefinition onePointAUnit() {
        return ShopInMemory.rule(new Ratio(1L, 100L));
    }

    private static String item(int number, int total, int returned) {
        return "{\"id\": \"item_%d\", \"quantity\": 1, \"total\": %d, \"detail\": {\"return_received_quantity\": %d}}"
                .formatted(number, total, returned);
    }

    private static OrderEvent event(String type, int minute, String customer, String more) {
        return ShopInMemory.event("order." + type, minute, customer, "EUR", more);
    }

    private static OrderEvent state(int minute, String customer, String content, String status, String payment,
            String refunds) {
        return event("updated", minute, customer,
                content + ", \"status\": \"%s\", \"payment_status\": \"%s\", \"refunds\": [%s]"
                        .formatted(status, payment, refunds));
    }
}
