package io.dust.redeem.discount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    private final String promotions;
    private final String authorization;

    /** Medusa has refused the call, and would refuse a repetition. */
    static final class CallRefused extends RuntimeException {

        private static final long serialVersionUID = 1;

        CallRefused(String message) {
            super(message, null, false, false);
        }
    }

    MedusaApi(PromotionSettings settings, Vertx vertx, ObjectMapper json) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setMaxPoolSize(MAX_CONNECTIONS));
        this.json = json;
        this.promotions = settings.url().orElseThrow().toString().replaceFirst("/$", "") + "/admin/promotions";
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((settings.apiKey().orElseThrow() + ":").getBytes(StandardCharsets.UTF_8));
    }

    Uni<Void> create(NewPromotion promotion) {
        return post("", promotion);
    }

    /** The id of the promotion with a code. */
    Uni<Optional<String>> find(String code) {
        return call(HttpMethod.GET, "?code=" + code, Buffer.buffer())
                .map(answer -> Optional.ofNullable(answer.required("promotions").get(0))
                        .map(found -> found.required("id").asText()));
    }

    Uni<Void> deactivate(String id) {
        return post("/" + id, Map.of("status", "inactive"));
    }

    private Uni<Void> post(String path, Object body) {
        return Uni.createFrom().item(() -> Buffer.buffer(bytes(body)))
                .flatMap(bytes -> call(HttpMethod.POST, path, bytes))
                .map(answer -> answer.required("promotion")).replaceWithVoid();
    }

    private Uni<JsonNode> call(HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(promotions + path)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader(HttpHeaders.AUTHORIZATION, authorization)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return guard.get(() -> client.request(options)
                .flatMap(request -> request.send(body))
                .flatMap(response -> response.body().map(answer -> read(response.statusCode(), answer))))
                // The message of the exception itself names no cause.
                .onFailure(SSLException.class)
                .transform(
                        failure -> new IllegalStateException("The TLS connection with Medusa failed: " + failure.getCause(),
                                failure));
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
            String message = "Medusa answered " + status + ": " + answer;
            throw status < 500 && status != 409 && status != 429 ? new CallRefused(message)
                    : new IllegalStateException(message);
        }
        try {
            return json.readTree(answer.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The response with status " + status + " is not JSON; DUST_MEDUSA_URL must be the URL of Medusa", e);
        }
    }

    /**
     * A promotion to create.
     *
     * @param status active; Medusa silently does not apply a draft
     * @param limit the most uses
     * @param isTaxInclusive whether the value includes tax; else the customer would save the tax on
     *        top of the value
     */
    @RegisterForReflection(registerFullHierarchy = true)
    record NewPromotion(String code, String type, String status, int limit,
            @JsonProperty("is_tax_inclusive") boolean isTaxInclusive, ApplicationMethod applicationMethod,
            List<Rule> rules, Campaign campaign) {
    }

    /**
     * The discount of a promotion.
     *
     * @param value in major units
     */
    record ApplicationMethod(String type, BigDecimal value, String currencyCode, String targetType, String allocation) {
    }

    /** A condition on the cart. */
    record Rule(String attribute, String operator, List<String> values) {
    }

    /** The end of a promotion. */
    record Campaign(String name, String campaignIdentifier, Instant endsAt) {
    }
}
