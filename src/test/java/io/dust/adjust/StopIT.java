package io.dust.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Json;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** SIGTERM: requests in flight are finished and answered, and no acknowledged request is lost. */
@QuarkusIntegrationTest
class StopIT extends ApiTest {

    private static final int CLIENTS = 8;
    private static final int BEFORE_THE_STOP = 300;

    private final Map<String, Boolean> acknowledgedByKey = new ConcurrentHashMap<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(BEFORE_THE_STOP);

    @Test
    void requestsInFlightAreFinishedAndAnswered() throws Exception {
        change("add", 1);
        try (DustProcess dust = DustProcess.start(patientSettings());
                Connection holder = Database.holdRow(customer)) {
            var waiting = CompletableFuture.supplyAsync(
                    () -> new Clients(List.of(dust.url())).change(0, customer, "add", 1, newKey()).statusCode());
            Database.awaitWaitingForLock(waiting);

            dust.terminate();
            while (!dust.output().contains("Stopping")) {
                assertThat(waiting).as("the request waits for the lock").isNotDone();
            }
            assertRefuses(dust);
            holder.rollback();

            assertThat(waiting.join()).isEqualTo(200);
            assertThat(dust.exitCode()).as(dust.output()).isZero();
        }
        assertThat(points()).isEqualTo(2);
    }

    @Test
    void everyAcknowledgedRequestCountsOnce() throws Exception {
        try (DustProcess dust = DustProcess.start(TestEnvironment.settings())) {
            Thread stopper = DustProcess.onceEnough(enough, dust::terminate);
            Clients clients = new Clients(List.of(dust.url()));
            clients.atOnce(CLIENTS, client -> addUntilItStops(clients, client));
            stopper.join();

            assertThat(dust.exitCode()).as(dust.output()).isZero();
        }
        everyAnswerIsTrue();
    }

    private static Map<String, String> patientSettings() {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("quarkus.datasource.reactive.additional-properties.lock_timeout", "7s");
        return settings;
    }

    private void assertRefuses(DustProcess dust) {
        var answer = new Clients(List.of(dust.url())).change(0, customer, "add", 1, newKey());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        Json.assertJson(answer.body(), """
                {"type": "urn:problem-type:dust:unavailable", "title": "Service unavailable", "status": 503,
                 "detail": "This instance is stopping; repeat the request.", "error": "Service unavailable"}""");
    }

    private boolean addUntilItStops(Clients clients, int client) {
        while (true) {
            String key = newKey();
            acknowledgedByKey.put(key, false);
            var answer = clients.tryChange(client, customer, "add", 1, key);
            if (answer.isEmpty() || answer.get().statusCode() != 200) {
                answer.ifPresent(refused -> refusals.add(refused.statusCode()));
                return true;
            }
            acknowledgedByKey.put(key, true);
            enough.countDown();
        }
    }

    private void everyAnswerIsTrue() throws SQLException {
        for (var request : acknowledgedByKey.entrySet()) {
            // A request in between may be done without a response. The client sends it again, and it counts once.
            assertThat(Database.transactionsOfRequest(customer, request.getKey())).as("acknowledged: %s", request.getValue())
                    .isBetween(request.getValue() ? 1L : 0L, 1L);
        }
        assertThat(refusals).allMatch(status -> status == 503);
    }
}
