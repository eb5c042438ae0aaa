package io.dust.redeem.discount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.dust.database.Text;
import io.dust.platform.OutboundSettings;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import javax.net.ssl.SSLException;

/**
 * The admin API of a Medusa 2 backend, which may be slow or unavailable: a failed call is repeated,
 * and after many failures a circuit breaker stops calls for a while. The bean is created at its
 * first call, because most instances do not need it at once. It uses the HTTP client of Vert.x: the
 * REST client of Quarkus costs 6 ms of a cold start.
 */
@ApplicationScoped
class MedusaApi {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int MAX_CONNECTIONS = 16;

    private final TypedGuard<Uni<JsonNode>> guard = TypedGuard.create(new TypeLiteral<Uni<JsonNode>>() {
    })
            .withDescription("Medusa")
            .withCircuitBreaker().requestVolumeThreshold(20).delay(2, ChronoUnit.SECONDS).skipOn(CallRefused.class).done()
            .withRetry().maxRetries(2).delay(100, ChronoUnit.MILLIS).jitter(50, ChronoUnit.MILLIS).abortOn(CallRefused.class)
            .done()
            .withTimeout().duration(TIMEOUT_MILLIS, ChronoUnit.MILLIS).done()
            .build();
    private final HttpClient client;
    private final ObjectMapper json;
    private final String backend;
    private final String authorization;

    MedusaApi(PromotionSettings settings, OutboundSettings outbound, Vertx vertx, ObjectMapper json) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxPoolSize(MAX_CONNECTIONS);
        outbound.caFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        this.client = vertx.createHttpClient(options);
        this.json = json;
        this.backend = settings.url().orElseThrow().toString().replaceFirst("/$", "");
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((settings.apiKey().orElseThrow() + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** Medusa has refused the call, and would refuse a repetition. */
    static final class CallRefused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int status;
        private final String answer;

        CallRefused(int status, String answer) {
            super("Medusa answered " + status + ": " + Text.excerpt(answer), null, false, false);
            this.status = status;
            this.answer = answer;
        }

        int status() {
            return status;
        }

        /** The body of the answer. */
        String answer() {
            return answer;
        }
    }

    /**
     * Reads a path of the backend.
     *
     * @return the answer; {@link CallRefused}, an answer that is not JSON, and an outage as failures
     */
    Uni<JsonNode> get(String path) {
        return call(HttpMethod.GET, path, Buffer.buffer());
    }

    Uni<JsonNode> post(String path, Object body) {
        return Uni.createFrom().item(() -> Buffer.buffer(bytes(body)))
                .flatMap(bytes -> call(HttpMethod.POST, path, bytes));
    }

    Uni<JsonNode> delete(String path) {
        return call(HttpMethod.DELETE, path, Buffer.buffer());
    }

    private Uni<JsonNode> call(HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(backend + path)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader(HttpHeaders.AUTHORIZATION, authorization)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return guard.get(() -> client.request(options)
                .flatMap(request -> request.send(body))
                .flatMap(response -> body(response).map(answer -> read(response.statusCode(), answer))))
                // The message of the exception itself names no cause.
                .onFailure(SSLException.class)
                .transform(
                        failure -> new IllegalStateException("The TLS connection with Medusa failed: " + failure.getCause(),
                                failure));
    }

    /** A longer answer is an outage: nobody knows what it would say. */
    private static Uni<Buffer> body(HttpClientResponse response) {
        return response.toMulti().collect().in(Buffer::buffer, MedusaApi::append)
                .onFailure(IllegalStateException.class).invoke(() -> response.request().reset());
    }

    private static void append(Buffer answer, Buffer part) {
        if (answer.length() + part.length() > OutboundSettings.MAX_ANSWER_BYTES) {
            throw new IllegalStateException(
                    "Medusa answered more than " + OutboundSettings.MAX_ANSWER_BYTES + " bytes; the rest is not read");
        }
        answer.appendBuffer(part);
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("A request to Medusa cannot be written as JSON", e);
        }
    }

    private JsonNode read(int status, Buffer answer) {
        if (status >= 400) {
            throw status < 500 && status != 409 && status != 429 ? new CallRefused(status, answer.toString())
                    : new IllegalStateException("Medusa answered " + status + ": " + Text.excerpt(answer.toString()));
        }
        try {
            return json.readTree(answer.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The response with status " + status + " is not JSON; DUST_MEDUSA_URL must be the URL of Medusa", e);
        }
    }
}
