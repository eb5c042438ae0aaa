package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Events;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * Orders are given to another customer while Dust is killed. No event is sent again, and yet each
 * order earns for exactly one customer in the end.
 */
@QuarkusIntegrationTest
class OrderMoveCrashIT extends ApiTest {

    private static final int ORDERS = 200;
    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_KILL = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String other = newCustomer();
    private final String prefix = "order_" + newKey();

    @Test
    void everyOrderEarnsForOneCustomer() throws Exception {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.earn.release-every", "100ms");
        int port = DustProcess.freePort();
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
        long moved;
        try (DustProcess dust = DustProcess.start(settings, port)) {
            assertThat(deliver(dust.url(), customer, new CountDownLatch(0))).isEqualTo(ORDERS);
            Thread killer = DustProcess.onceEnough(enough, dust::kill);
            moved = deliver(dust.url(), other, enough);
            killer.join();
        }
        assertThat(moved).isBetween((long) BEFORE_THE_KILL, ORDERS - 1L);

        try (DustProcess restarted = DustProcess.start(settings, port)) {
            Instant deadline = Instant.now().plus(TIMEOUT);
            while (count("unsettled") > 0 && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            assertThat(count("unsettled")).as("orders that %s has not settled", restarted.url()).isZero();
        }
        assertThat(count("entitled > 0")).isEqualTo(ORDERS);
        assertThat(count("entitled > 0 and customer_id = '" + other + "'")).isGreaterThanOrEqualTo(moved);
        assertThat(points(customer) + points(other)).isEqualTo(10L * ORDERS);
    }

    private long count(String condition) throws SQLException {
        return Database.count("select count(*) from dust_order where order_id like '" + prefix + "%' and " + condition);
    }

    private static long points(String someone) {
        return asStaff().get("/admin/dust/{customer}", someone).jsonPath().getLong("dust_point.points");
    }

    /** Tells each order with this customer; returns the number of accepted events. */
    private long deliver(URI dust, String someone, CountDownLatch enough) {
        return new Clients(List.of(dust)).atOnce(CLIENTS, client -> IntStream.range(0, ORDERS)
                .filter(i -> i % CLIENTS == client)
                .filter(i -> isTaken(dust, Events.event(newKey(), "order.placed",
                        Events.order(prefix + i, someone, "EUR", "10") + ", \"payment_status\": \"captured\""), enough))
                .count()).stream().mapToLong(Long::longValue).sum();
    }

    private boolean isTaken(URI dust, String event, CountDownLatch enough) {
        return Events.trySend(http, dust, event).filter(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            enough.countDown();
            return true;
        }).isPresent();
    }
}
