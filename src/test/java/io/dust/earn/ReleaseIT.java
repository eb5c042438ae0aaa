package io.dust.earn;

import static io.dust.fixture.Events.event;
import static io.dust.fixture.Events.newId;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.Events;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Pending points are released some time after the order is completed. */
@QuarkusIntegrationTest
class ReleaseIT extends OrderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void pointsAreReleasedAfterTheWaitingTime() {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.earn.release-on", "completed");
        settings.put("dust.earn.release-after", "1s");
        settings.put("dust.earn.release-every", "100ms");
        try (DustProcess one = DustProcess.start(settings); DustProcess two = DustProcess.start(settings)) {
            sendTo(one.url(), "order.placed");
            sendTo(two.url(), "order.paid");
            assertBalance(0, 100, 0);
            sendTo(one.url(), "order.completed");

            awaitPoints();
        }
        assertBalance(100, 0, 0);
        assertThat(kinds()).containsExactly("EARN_RELEASE", "EARN_PENDING");
    }

    /** Orders from before a change of the waiting time follow the new waiting time. */
    @Test
    void aNewWaitingTimeAppliesToWaitingOrders() {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.earn.release-after", "1d");
        settings.put("dust.earn.release-every", "100ms");
        try (DustProcess patient = DustProcess.start(settings)) {
            sendTo(patient.url(), "order.placed");
            sendTo(patient.url(), "order.paid");
            assertBalance(0, 100, 0);
        }
        settings.put("dust.earn.release-after", "0s");
        try (DustProcess impatient = DustProcess.start(settings)) {
            awaitPoints();
            sendTo(impatient.url(), "order.paid");
        }
        assertBalance(100, 0, 0);
    }

    private void awaitPoints() {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (points() == 0 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }

    private void sendTo(URI dust, String type) {
        assertThat(Events.trySend(http, dust, event(newId(), type, placed())))
                .hasValueSatisfying(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
    }
}
