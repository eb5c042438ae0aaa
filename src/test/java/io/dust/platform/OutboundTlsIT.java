package io.dust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.PrivateCa;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;

/** The issuer's keys and Medusa behind TLS, with a certificate of a private CA. */
class OutboundTlsIT {

    private final String customer = "cus_" + UUID.randomUUID();
    private final String token = Tokens.standard(Tokens.standardClaims(customer, "staff", "customer"), "RS256",
            StandardKeys.RSA);
    private final Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
    private PrivateCa ca;
    private HttpsServer server;

    @BeforeEach
    void server() throws Exception {
        ca = PrivateCa.create();
        server = ca.server();
        StandardKeys.publish(server, StandardKeys.RSA);
        server.createContext("/admin/promotions", exchange -> send(exchange, 200,
                exchange.getRequestMethod().equals("POST") ? "{\"promotion\": {}}" : "{\"promotions\": []}"));
        server.createContext("/admin/dust/carts", exchange -> send(exchange, 404, "{}"));
        server.start();
        name("localhost");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPrivateCaIsTrustedWhenItIsConfigured() {
        settings.put("dust.outbound.ca-file", ca.certificate().toString());
        try (DustProcess dust = DustProcess.start(settings)) {
            String key = UUID.randomUUID().toString();
            Response added = answer(() -> as(dust).body("{\"points\": 500, \"reason\": \"Test\"}")
                    .header("Idempotency-Key", key).post("/admin/dust/" + customer + "/add"));
            assertThat(added.statusCode()).as(dust.output()).isEqualTo(200);

            assertThat(answer(() -> hold(dust)).statusCode()).as(dust.output()).isEqualTo(201);
        }
    }

    @Test
    void aPrivateCaIsNotTrustedByDefault() {
        assertRefused();
    }

    @Test
    void theCertificateMustHaveTheName() {
        settings.put("dust.outbound.ca-file", ca.certificate().toString());
        name("127.0.0.1");

        assertRefused();
    }

    private void assertRefused() {
        try (DustProcess dust = DustProcess.start(settings)) {
            assertThat(as(dust).get("/store/dust").statusCode()).isEqualTo(503);
            assertThat(hold(as(dust, Tokens.customer(customer))).jsonPath().getString("type"))
                    .endsWith(":discount-unavailable");
            assertThat(dust.output()).contains("The keys at https://", "The TLS connection with Medusa failed");
        }
    }

    /** Repeats a request while the answer asks for it: a slow machine needs more time for a handshake than Dust gives. */
    private static Response answer(Supplier<Response> request) {
        Instant deadline = Instant.now().plusSeconds(60);
        Response answer = request.get();
        while (answer.statusCode() == 503 && Instant.now().isBefore(deadline)) {
            answer = request.get();
        }
        return answer;
    }

    private void name(String host) {
        String url = "https://" + host + ":" + server.getAddress().getPort();
        settings.put("dust.jwt.jwks", url + StandardKeys.PATH);
        settings.put("dust.medusa.url", url);
        settings.put("dust.medusa.api-key", "sk_test");
    }

    private Response hold(DustProcess dust) {
        return hold(as(dust));
    }

    private static Response hold(RequestSpecification client) {
        return client.body("{\"cart_id\": \"cart_tls\", \"currency_code\": \"eur\", \"cart_total\": 5, \"points\": 100}")
                .post("/store/dust/holds");
    }

    private RequestSpecification as(DustProcess dust) {
        return as(dust, token);
    }

    private static RequestSpecification as(DustProcess dust, String token) {
        return RestAssured.given().baseUri(dust.url().toString()).auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
