package io.dust.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.DustProcess;
import io.dust.fixture.RawConnection;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/** Bytes that are no request, that two servers could read differently, or that come too slowly. */
class ConnectionIT {

    private static final String HIDDEN = "POST /admin/dust/smuggled/add HTTP/1.1\r\nHost: dust\r\nAuthorization: Bearer "
            + Tokens.staff("user_1") + "\r\nIdempotency-Key: 1\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n"
            + "{\"points\": 5, \"reason\": \"no\"}";
    private static DustProcess dust;

    @BeforeAll
    static void start() {
        Map<String, String> settings = TestEnvironment.settings();
        settings.put("dust.http.request-timeout", "2s");
        settings.put("dust.http.idle-timeout", "3s");
        settings.put("dust.http.max-connections", "40");
        dust = DustProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        dust.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "GET /store/dust HTTP/1.1\r\n\r\n",
            "GET /store/dust HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET ? HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /store/dust HTTP/1.1\r\nHost: a\r\nA\u0001: b\r\n\r\n",
            "no request at all\r\n\r\n",
            "POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            "POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
            "POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    })
    void whatIsNoRequestIsRefusedAndTheConnectionClosed(String bytes) {
        refused(bytes, 400);
    }

    @Test
    void aTargetOrAHeadThatIsTooLongIsRefused() {
        refused("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
        refused("GET / HTTP/1.1\r\nHost: a\r\nA: " + "a".repeat(30_000) + "\r\n\r\n", 431);
        refused("GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417);
    }

    @ParameterizedTest
    @CsvSource({ "1.1, Content-Length: %d, Transfer-Encoding: chunked", "1.0, Content-Length: %d, Transfer-Encoding: chunked",
            "1.1, Content-Length: %d, Transfer-Encoding: xchunked", "1.1, Transfer-Encoding: chunked, Content-Length: %d",
            "1.1, Transfer-Encoding: chunked, Transfer-Encoding: identity" })
    void aHiddenRequestIsNotServed(String version, String first, String second) {
        String body = "0\r\n\r\n" + HIDDEN;
        String request = "POST /store/dust/quote HTTP/" + version + "\r\nHost: a\r\n"
                + (first + "\r\n" + second).formatted(body.length(), body.length()) + "\r\n\r\n" + body;

        refused(request, 400);

        assertThat(pointsOfTheHiddenCustomer()).contains("\"points\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\"\r\n{\r\n0\r\n\r\n",
            "1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
    void aHiddenRequestBehindAnAmbiguousBodyIsNotServed(String rest) {
        try (RawConnection connection = new RawConnection(dust.url())) {
            connection.send("POST /store/dust/quote HTTP/" + rest.replaceFirst("\r\n", "\r\nHost: a\r\n") + HIDDEN);

            assertThat(connection.answer()).startsWith("HTTP/1.1 4");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(4))).isTrue();
            assertThat(connection.rest()).doesNotContain("HTTP/1.1 200");
        }
        assertThat(pointsOfTheHiddenCustomer()).contains("\"points\":0");
    }

    @Test
    void aRefusalFollowsTheAnswersOfEarlierRequests() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            connection.send(get("/store/dust") + get("/store/dust/summary") + "nonsense\r\n\r\n");

            assertThat(connection.answer()).startsWith("HTTP/1.1 200").endsWith("{\"points\":0}");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200").contains("lifetime");
            assertThat(connection.answer()).startsWith("HTTP/1.1 400");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void anAmbiguousBodyIsRefusedBehindTheAnswersOfEarlierRequests() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            connection.send(get("/store/dust") + "POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                    + Tokens.customer("cus_1")
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.answer()).startsWith("HTTP/1.1 400");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void requestsThatWaitForTheirAnswersAreLimited() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            // One write, so that they arrive at once.
            connection.send(get("/store/dust/transactions").repeat(1000));
            String answer = connection.answer();
            int served = 0;
            for (; answer.startsWith("HTTP/1.1 200"); served++) {
                answer = connection.answer();
            }

            assertThat(served).as(answer).isBetween(100, 999);
            assertThat(answer).startsWith("HTTP/1.1 429").contains("urn:problem-type:dust:too-many-requests");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndTheConnectionClosed() {
        refused("POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + "a".repeat(300_000) + get("/store/dust"),
                413);
        refused("POST /events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n493E0\r\n" + "a".repeat(300_000)
                + "\r\n0\r\n\r\n",
                413);
    }

    @Test
    void aHeadOrABodyThatArrivesSlowlyIsGivenUp() {
        givesUp("GET /store/du");
        givesUp("POST /store/dust/quote HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Tokens.customer("cus_1")
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    }

    private static void givesUp(String beginning) {
        try (RawConnection connection = new RawConnection(dust.url())) {
            connection.send(beginning);
            boolean closed = false;
            for (int i = 0; i < 10 && !closed; i++) {
                closed = connection.isClosedWithin(Duration.ofMillis(500));
                if (!closed) {
                    connection.send("a");
                }
            }
            assertThat(closed).as(connection.rest()).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosed() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            assertThat(connection.send(get("/store/dust")).answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(6))).isTrue();
        }
    }

    @Test
    void connectionsAreLimited() {
        List<RawConnection> connections = new ArrayList<>();
        try {
            int closed = 0;
            for (int i = 0; i < 60; i++) {
                RawConnection connection = new RawConnection(dust.url());
                connections.add(connection);
                closed += connection.isClosedWithin(Duration.ofMillis(20)) ? 1 : 0;
            }
            assertThat(closed).isPositive();
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    @Test
    void http2InClearTextIsNotServed() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

            assertThat(connection.answer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void nothingOfThisIsLoggedAsAnError() {
        whatIsNoRequestIsRefusedAndTheConnectionClosed("GET ? HTTP/1.1\r\nHost: a\r\n\r\n");
        aBodyThatIsTooLongIsRefusedAndTheConnectionClosed();

        for (String path : List.of("/events", "/store/dust/quote")) {
            for (String body : List.of("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{")) {
                try (RawConnection connection = new RawConnection(dust.url())) {
                    connection.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Tokens.customer("cus_1")
                            + "\r\nContent-Type: application/json\r\n" + body);
                    // The request has begun when the connection breaks off.
                    assertThat(connection.isClosedWithin(Duration.ofMillis(200))).isFalse();
                }
            }
        }
        assertThat(pointsOfTheHiddenCustomer()).endsWith("{\"points\":0}");

        assertThat(dust.output()).doesNotContain("\"level\":\"ERROR\"").doesNotContain("Exception");
    }

    private static void refused(String bytes, int status) {
        try (RawConnection connection = new RawConnection(dust.url())) {
            String answer = connection.send(bytes).answer();

            assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("x-content-type-options: nosniff").containsIgnoringCase("cache-control: no-store")
                    .contains("\"status\":" + status).contains("urn:problem-type:dust:");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(4))).isTrue();
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Tokens.customer("cus_1") + "\r\n\r\n";
    }

    private static String pointsOfTheHiddenCustomer() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            return connection.send("GET /store/dust HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Tokens.customer("smuggled")
                    + "\r\n\r\n").answer();
        }
    }
}
