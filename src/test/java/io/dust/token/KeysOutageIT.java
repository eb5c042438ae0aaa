package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

import com.sun.net.httpserver.HttpServer;

/** The keys of an issuer cannot be fetched, or the issuer withdraws a key. */
class KeysOutageIT {

    private static final Duration TIMEOUT = BackoffHttpGet.PAUSE.multipliedBy(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token = Tokens.standard(Tokens.standardClaims("cus_1", "customer"), "RS256", StandardKeys.RSA);

    @Test
    void aTokenThatCannotBeVerifiedYetIsNotCalledInvalid() throws Exception {
        int port = DustProcess.freePort();
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.jwt.jwks", StandardKeys.jwksUrl(port));
        try (DustProcess dust = DustProcess.start(settings)) {
            HttpResponse<String> answer = points(dust);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("The keys of the token's issuer cannot be fetched now");

            HttpServer published = StandardKeys.publish(port);
            Instant deadline = Instant.now().plus(TIMEOUT);
            while (answer.statusCode() == 503 && Instant.now().isBefore(deadline)) {
                answer = points(dust);
            }
            published.stop(0);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void aWithdrawnKeyStopsWorking() throws Exception {
        int port = DustProcess.freePort();
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.jwt.jwks", StandardKeys.jwksUrl(port));
        settings.put("dust.jwt.jwks-cache", "1s");
        settings.put("dust.jwt.token-cache", "1s");
        HttpServer published = StandardKeys.publish(port);
        try (DustProcess dust = DustProcess.start(settings)) {
            assertThat(points(dust).statusCode()).isEqualTo(200);

            published.removeContext(StandardKeys.PATH);
            StandardKeys.publish(published, StandardKeys.EC);

            Instant deadline = Instant.now().plus(TIMEOUT);
            HttpResponse<String> answer = points(dust);
            while (answer.statusCode() == 200 && Instant.now().isBefore(deadline)) {
                answer = points(dust);
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        } finally {
            published.stop(0);
        }
    }

    private HttpResponse<String> points(DustProcess dust) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(dust.url().resolve("/store/dust")).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
