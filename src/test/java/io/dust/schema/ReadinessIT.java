package io.dust.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Readiness costs nothing, and says whether requests are served. */
class ReadinessIT {

    private static final int AT_ONCE = 200;
    private static final String READY = "/q/health/ready";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void manyProbesAtOnceAreAnswered() {
        Map<String, String> settings = withSmallQueue(TestEnvironment.settings());
        try (DustProcess dust = DustProcess.start(settings)) {
            assertThat(new Clients(List.of(dust.url())).atOnce(AT_ONCE, client -> status(dust.management().resolve(READY))))
                    .containsOnly(200);
        }
    }

    @Test
    void anOverloadIsRefusedWithoutAnErrorInTheLog() throws InterruptedException {
        Map<String, String> settings = withSmallQueue(TestEnvironment.settings());
        try (DustProcess dust = DustProcess.start(settings)) {
            List<Integer> statuses = new Clients(List.of(dust.url())).atOnce(AT_ONCE,
                    client -> status(dust.url().resolve("/store/dust/transactions")));

            assertThat(statuses).contains(200, 503).containsOnly(200, 503);
            assertThat(status(dust.management().resolve(READY))).isEqualTo(200);
            // The pool of Vert.x logs such errors after its time-out.
            Thread.sleep(4000);
            assertThat(dust.output()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void dustStaysReadyWhileOpenConnectionsServe() throws IOException, InterruptedException {
        try (EmbeddedPostgres there = EmbeddedPostgres.builder().setDataDirectory(data).start()) {
            Map<String, String> database = Map.of("dust.database.url",
                    "postgresql://localhost:" + there.getPort() + "/postgres",
                    "dust.database.user", "postgres", "dust.database.password", "postgres");
            Database.migrate(database);
            try (DustProcess dust = DustProcess.start(TestEnvironment.settings(database))) {
                Clients clients = new Clients(List.of(dust.url()));
                assertThat(clients.change(0, "cus_1", "add", 1, "key-1").statusCode()).isEqualTo(200);
                String postmaster = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
                // No new connection can be opened.
                signal("-STOP", postmaster);
                try {
                    IntStream.range(0, 30).forEach(i -> {
                        assertThat(clients.change(0, "cus_1", "add", 1, "key-" + i + "-later").statusCode()).isEqualTo(200);
                        assertThat(status(dust.management().resolve(READY))).isEqualTo(200);
                        pause();
                    });
                } finally {
                    signal("-CONT", postmaster);
                }
            }
        }
    }

    private static Map<String, String> withSmallQueue(Map<String, String> settings) {
        settings.put("dust.database.pool-queue", "4");
        return settings;
    }

    private int status(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + Tokens.customer("cus_1")).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("No answer from " + url, e);
        }
    }

    private static void signal(String signal, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, process).start().waitFor()).isZero();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
