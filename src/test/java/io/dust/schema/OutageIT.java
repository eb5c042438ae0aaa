package io.dust.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Json;
import io.dust.fixture.Network;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A database that starts late, stops, comes back, or does not answer. */
class OutageIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final int port = DustProcess.freePort();
    private final Map<String, String> database = Map.of("dust.database.url", "postgresql://localhost:" + port + "/postgres",
            "dust.database.user", "postgres", "dust.database.password", "postgres");
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void dustRecoversByItself() throws IOException {
        try (DustProcess dust = DustProcess.startUnready(TestEnvironment.settings(database))) {
            assertUnavailable(dust);

            try (EmbeddedPostgres there = startDatabase()) {
                assertThat(there.getPort()).isEqualTo(port);
                Database.migrate(database);
                assertBecomes(200, dust.management().resolve("/q/health/ready"));
                assertThat(new Clients(List.of(dust.url())).change(0, "cus_1", "add", 7, "key-1").statusCode()).isEqualTo(200);
            }
            assertUnavailable(dust);

            try (EmbeddedPostgres back = startDatabase()) {
                assertThat(back.getPort()).isEqualTo(port);
                assertBecomes(200, dust.url().resolve("/store/dust"));
                assertThat(get(dust.url().resolve("/store/dust")).body()).isEqualTo("{\"points\":7}");
            }
        }
    }

    @Test
    void aSilentDatabaseBlocksNoRequest() throws IOException {
        Map<String, String> settings = TestEnvironment.settings(database);
        // A connection with a request that waits for the database is not idle.
        settings.put("dust.http.idle-timeout", "1s");
        // The server accepts connections and does not answer.
        try (ServerSocket silent = new ServerSocket(port);
                DustProcess dust = DustProcess.startUnready(settings)) {
            Instant asked = Instant.now();

            assertUnavailable(dust);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(TIMEOUT);
            assertThat(silent.isClosed()).isFalse();
        }
    }

    @Test
    void aConnectionWithoutTrafficIsClosed() throws Exception {
        try (EmbeddedPostgres there = startDatabase(); Network network = new Network(there.getPort())) {
            Database.migrate(database);
            Map<String, String> settings = TestEnvironment.settings(database);
            settings.put("dust.database.url", "postgresql://localhost:" + network.port() + "/postgres");
            settings.put("dust.database.writers", "1");
            settings.put("dust.database.readers", "1");
            settings.put("dust.database.pool-size", "3");
            settings.put("dust.database.idle-timeout", "9s");
            try (DustProcess dust = DustProcess.start(settings)) {
                assertBecomes(200, dust.url().resolve("/store/dust"));

                network.fallSilent();

                assertThat(get(dust.url().resolve("/store/dust")).statusCode()).isEqualTo(503);
                assertBecomes(200, dust.url().resolve("/store/dust"));
            }
        }
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(data).setCleanDataDirectory(false).start();
    }

    private void assertUnavailable(DustProcess dust) {
        HttpResponse<String> answer = get(dust.url().resolve("/store/dust"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        Json.assertJson(answer.body(), """
                {"type": "urn:problem-type:dust:unavailable", "title": "Service unavailable", "status": 503,
                 "detail": "The database cannot be reached; repeat the request.", "error": "Service unavailable"}""");
        assertBecomes(503, dust.management().resolve("/q/health/ready"));
        assertThat(get(dust.management().resolve("/q/health/live")).statusCode()).isEqualTo(200);
    }

    private void assertBecomes(int status, URI url) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        HttpResponse<String> answer = get(url);
        while (answer.statusCode() != status && Instant.now().isBefore(deadline)) {
            answer = get(url);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> get(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Tokens.customer("cus_1")).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("No answer from " + url, e);
        }
    }
}
