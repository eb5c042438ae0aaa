package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Events;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Sends orders to several instances that are killed meanwhile: each order earns exactly once. */
@QuarkusIntegrationTest
class EventCrashIT extends ApiTest {

    private static final int ORDERS = 100;
    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_KILL = 60;
    private static final int RACES = 200;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> customers = IntStream.range(0, 4).mapToObj(i -> newCustomer()).toList();

    /** The events of an order, with fixed ids so that they can be sent again. */
    private final List<String> events = IntStream.range(0, ORDERS).boxed().flatMap(i -> {
        String data = Events.order("order_" + newId(), customers.get(i % customers.size()), "EUR", "10");
        return Stream.of(event(newId(), "order.placed", data), event(newId(), "order.paid", data));
    }).toList();

    @Test
    void everyOrderEarnsOnceDespiteCrashes() throws Exception {
        int port = DustProcess.freePort();
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
        long taken;
        try (DustProcess dust = DustProcess.start(TestEnvironment.settings(), port)) {
            Thread killer = DustProcess.onceEnough(enough, dust::kill);
            taken = deliver(List.of(dust.url()), enough);
            killer.join();
        }
        assertThat(taken).isBetween((long) BEFORE_THE_KILL, events.size() - 1L);

        try (DustProcess restarted = DustProcess.start(TestEnvironment.settings(), port)) {
            assertThat(deliver(List.of(restarted.url()), new CountDownLatch(0))).isEqualTo(events.size());
        }
        everyOrderHasEarnedOnce();
    }

    @Test
    void everyOrderEarnsOnceThroughTwoInstances() throws Exception {
        try (DustProcess one = DustProcess.start(TestEnvironment.settings());
                DustProcess two = DustProcess.start(TestEnvironment.settings())) {
            List<String> twice = Stream.concat(events.stream(), events.stream()).collect(Collectors.toList());
            Collections.shuffle(twice);
            List<URI> instances = List.of(one.url(), two.url());

            assertThat(deliver(twice, instances, new CountDownLatch(0))).isEqualTo(twice.size());
        }
        everyOrderHasEarnedOnce();
    }

    /** The customers are new, so there is no row to lock. */
    @Test
    void noEventIsLostWithTwoInstances() {
        try (DustProcess one = DustProcess.start(TestEnvironment.settings());
                DustProcess two = DustProcess.start(TestEnvironment.settings())) {
            for (int i = 0; i < RACES; i++) {
                String someone = newCustomer();
                String data = Events.order("order_" + newId(), someone, "EUR", "10");
                List<String> race = List.of(event(newId(), "order.placed", data), event(newId(), "order.canceled", data),
                        event(newId(), "order.paid", data),
                        event(newId(), "order.refunded", data + Events.refund("ref_1", "3")));

                assertThat(new Clients(List.of(one.url(), two.url())).atOnce(race.size(),
                        client -> isTaken(client % 2 == 0 ? one.url() : two.url(), race.get(client), new CountDownLatch(0))))
                        .containsOnly(true);

                assertThat(as(Tokens.customer(someone)).get("/store/dust/summary").jsonPath().getMap("")
                        .values()).as("round %d", i).containsOnly(0);
            }
        }
    }

    private long deliver(List<URI> instances, CountDownLatch enough) {
        return deliver(events, instances, enough);
    }

    /** Sends all orders by several clients; returns the number of accepted events. */
    private long deliver(List<String> deliveries, List<URI> instances, CountDownLatch enough) {
        return new Clients(instances).atOnce(CLIENTS, client -> IntStream.range(0, deliveries.size())
                .filter(i -> i % CLIENTS == client)
                .filter(i -> isTaken(instances.get(i % instances.size()), deliveries.get(i), enough))
                .count()).stream().mapToLong(Long::longValue).sum();
    }

    private boolean isTaken(URI instance, String event, CountDownLatch enough) {
        return Events.trySend(http, instance, event).filter(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            enough.countDown();
            return true;
        }).isPresent();
    }

    private void everyOrderHasEarnedOnce() throws SQLException {
        for (String each : customers) {
            assertThat(asStaff().get("/admin/dust/{customer}", each).jsonPath().getLong("dust_point.points"))
                    .isEqualTo(10L * ORDERS / customers.size());
            assertThat(Database.transactions(each)).isBetween((long) ORDERS / customers.size(),
                    2L * ORDERS / customers.size());
        }
    }
}
