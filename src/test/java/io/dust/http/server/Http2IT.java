package io.dust.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.RawConnection;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/** HTTP/2 in clear text, with {@code DUST_HTTP_HTTP2=true}, frame by frame (RFC 9113). */
class Http2IT {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final Duration MOMENT = Duration.ofSeconds(5);
    /** HPACK's indexes of the method and of {@code :scheme: http}. */
    private static final String GET = "\u0082\u0086";
    private static final String POST = "\u0083\u0086";
    private static DustProcess dust;

    @BeforeAll
    static void start() {
        Map<String, String> settings = TestEnvironment.settings();
        settings.put("dust.http.http2", "true");
        settings.put("dust.http.request-timeout", "2s");
        dust = DustProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        dust.close();
    }

    @Test
    void aRequestIsServed() {
        try (RawConnection connection = open()) {
            connection.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, get("/store/dust")));

            assertThat(next(connection, DATA)).isEqualTo("{\"points\":0}");
        }
    }

    @Test
    void aRefusalIsAProblemLikeThatOfHttp1() {
        refused(END_HEADERS | END_STREAM, get("/store/dust;x"), 400);
        refused(END_HEADERS | END_STREAM, GET + header(":path", "/store/dust"), 400);
        refused(END_HEADERS | END_STREAM, header(":method", "M1") + get("/store/dust").substring(1), 501);
        refused(END_HEADERS, POST + header(":authority", "a") + header(":path", "/events")
                + header("content-length", "300000"), 413);
    }

    private static void refused(int flags, String headers, int status) {
        try (RawConnection connection = open()) {
            connection.send(frame(HEADERS, flags, 1, headers));

            String head = next(connection, HEADERS);
            String body = next(connection, DATA);

            assertThat(body).contains("\"status\":" + status);
            assertThat(head).as(body).contains("problem+json").doesNotContain("connection");
        }
    }

    @Test
    void aConnectionHasAtMostAHundredStreams() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            preface(connection);

            String settings = next(connection, SETTINGS);
            List<String> limits = new ArrayList<>();
            for (int i = 0; i < settings.length(); i += 6) {
                if (settings.charAt(i + 1) == MAX_CONCURRENT_STREAMS) {
                    limits.add(settings.substring(i + 2, i + 6));
                }
            }
            assertThat(limits).containsExactly("\0\0\0d");
        }
    }

    @Test
    void headersWithoutAnEndAreGivenUp() {
        try (RawConnection connection = open()) {
            connection.send(frame(HEADERS, END_STREAM, 1, GET));
            connection.send(frame(CONTINUATION, 0, 1, "").repeat(1000));

            assertThat(next(connection, GOAWAY)).isNotEmpty();
            assertThat(connection.isClosedWithin(MOMENT)).isTrue();
        }
    }

    @Test
    void streamsThatAreOftenResetCloseTheConnection() {
        try (RawConnection connection = open()) {
            StringBuilder resets = new StringBuilder();
            for (int stream = 1; stream < 1000; stream += 2) {
                resets.append(frame(HEADERS, END_HEADERS | END_STREAM, stream, get("/store/dust")))
                        .append(frame(RST_STREAM, 0, stream, "\0\0\0\u0008"));
            }
            connection.send(resets.toString());

            assertThat(next(connection, GOAWAY)).isNotEmpty();
            assertThat(connection.isClosedWithin(MOMENT)).isTrue();
        }
    }

    @Test
    void aBodyThatDoesNotArriveIsGivenUp() {
        try (RawConnection connection = open()) {
            connection.send(frame(HEADERS, END_HEADERS, 1, POST + header(":authority", "a")
                    + header(":path", "/store/dust/quote") + header("content-type", "application/json") + authorization()));

            assertThat(next(connection, RST_STREAM)).isEqualTo("\0\0\0\u0008");
            connection.send(frame(HEADERS, END_HEADERS | END_STREAM, 3, get("/store/dust")));
            assertThat(next(connection, DATA)).isEqualTo("{\"points\":0}");
        }
    }

    @Test
    void theGuardsOfHttp1StayAtWork() {
        try (RawConnection connection = new RawConnection(dust.url())) {
            assertThat(connection.send("GET /store/dust HTTP/1.1\r\nHost: a\r\n\r\n").answer()).startsWith("HTTP/1.1 401");
            assertThat(connection.send("GET /store/dust HTTP/1.1\r\n\r\n").answer()).startsWith("HTTP/1.1 400")
                    .contains("urn:problem-type:dust:bad-request");
        }
        try (RawConnection connection = new RawConnection(dust.url())) {
            // The first request, in two parts.
            connection.send("G").send("ET /store/dust HTTP/1.1\r\n\r\n");

            assertThat(connection.answer()).startsWith("HTTP/1.1 400").contains("urn:problem-type:dust:bad-request");
        }
        for (String slow : List.of("G", "PRI * HT", "GET /store/du")) {
            try (RawConnection connection = new RawConnection(dust.url())) {
                connection.send(slow);

                assertThat(connection.isClosedWithin(MOMENT)).isTrue();
            }
        }
    }

    @Test
    void theManagementPortSpeaksHttp1Only() {
        try (RawConnection connection = new RawConnection(dust.management())) {
            preface(connection);

            assertThat(connection.isClosedWithin(MOMENT)).isTrue();
        }
        try (RawConnection connection = new RawConnection(dust.management())) {
            assertThat(connection.send("GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** A connection on which both sides have sent their settings. */
    private static RawConnection open() {
        RawConnection connection = new RawConnection(dust.url());
        preface(connection);
        next(connection, SETTINGS);
        return connection.send(frame(SETTINGS, 1, 0, ""));
    }

    private static void preface(RawConnection connection) {
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0, ""));
    }

    private static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return "" + (char) 0 + (char) (length >> 8) + (char) (length & 0xff) + (char) type + (char) flags + (char) 0 + (char) 0
                + (char) (stream >> 8) + (char) (stream & 0xff) + payload;
    }

    /** The payload of the next frame of this type. */
    private static String next(RawConnection connection, int type) {
        while (true) {
            String head = connection.bytes(9);
            assertThat(head).as("a frame of type " + type).hasSize(9);
            String payload = connection.bytes(head.charAt(0) << 16 | head.charAt(1) << 8 | head.charAt(2));
            if (head.charAt(3) == type && !(type == SETTINGS && head.charAt(4) == 1)) {
                return payload;
            }
        }
    }

    private static String get(String path) {
        return GET + header(":authority", "a") + header(":path", path) + authorization();
    }

    private static String authorization() {
        return header("authorization", "Bearer " + Tokens.customer("cus_1"));
    }

    /** A header without HPACK's index, and without its Huffman code. */
    private static String header(String name, String value) {
        return "\0" + length(name) + name + length(value) + value;
    }

    /** HPACK's integer with a prefix of 7 bits. */
    private static String length(String text) {
        if (text.length() < 127) {
            return "" + (char) text.length();
        }
        StringBuilder bytes = new StringBuilder("\u007f");
        int rest = text.length() - 127;
        for (; rest >= 128; rest >>= 7) {
            bytes.append((char) (rest % 128 + 128));
        }
        return bytes.append((char) rest).toString();
    }
}
