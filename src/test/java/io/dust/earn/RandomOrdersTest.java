package io.dust.earn;

import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.refund;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Compares random orders and refunds with a short model. */
@QuarkusTest
class RandomOrdersTest extends OrderTest {

    private static final int ORDERS = 60;

    /** Points for minor units; the rates differ enough to reveal a swapped number. */
    private static final Map<String, List<Long>> RATES = Map.of("EUR", List.of(1L, 100L), "USD", List.of(1L, 100L),
            "JPY", List.of(7L, 300L), "XPF", List.of(1L, 119L), "KWD", List.of(333L, 1000L));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void rules() {
        for (String currency : List.of("JPY", "XPF", "KWD")) {
            asStaff().header("If-None-Match", "*").contentType(ContentType.JSON)
                    .body("{\"rate\": {\"numerator\": %d, \"denominator\": %d}}".formatted(RATES.get(currency).get(0),
                            RATES.get(currency).get(1)))
                    .put("/admin/dust/earning-rules/" + currency);
        }
    }

    @Test
    void everyOrderEndsAsTheModelSays() {
        long points = 0;
        for (int i = 0; i < ORDERS; i++) {
            points += playOrder(i % 3 == 0);
            assertThat(points()).as("seed %d, order %d", seed, i).isEqualTo(points);
        }
    }

    /**
     * Sends the events of one order in a random sequence, one of them twice; returns the points of
     * the model.
     */
    private long playOrder(boolean refundedWhole) {
        String currency = new ArrayList<>(RATES.keySet()).get(random.nextInt(RATES.size()));
        long total = 1 + random.nextInt(2_000_000);
        String data = Events.order("order_" + newId(), customer, currency.toLowerCase(Locale.ROOT), major(total, currency));
        List<String[]> events = new ArrayList<>(
                List.of(new String[] { "order.placed", data }, new String[] { "order.paid", data }));
        long refunded = 0;
        for (int refunds = random.nextInt(5); refunds >= 0; refunds--) {
            long amount = refunds == 0 && refundedWhole ? total - refunded : random.nextLong(total - refunded + 1);
            refunded += amount;
            events.add(new String[] { "order.refunded", data + refund(newId(), major(amount, currency)) });
        }
        // One event is sent twice, with another id.
        events.add(events.get(random.nextInt(events.size())));
        Collections.shuffle(events, random);

        events.forEach(event -> assertThat(sendEvent(event[0], event[1]).getString("outcome")).as("seed %d", seed)
                .isIn("applied", "duplicate"));

        return model(total - refunded, currency);
    }

    private static long model(long minorUnits, String currency) {
        return BigInteger.valueOf(minorUnits).multiply(BigInteger.valueOf(RATES.get(currency).get(0)))
                .divide(BigInteger.valueOf(RATES.get(currency).get(1))).longValueExact();
    }

    private String major(long minorUnits, String currency) {
        String amount = BigDecimal.valueOf(minorUnits, Currency.getInstance(currency).getDefaultFractionDigits())
                .toPlainString();
        return random.nextBoolean() ? amount : "\"" + amount + "\"";
    }
}
