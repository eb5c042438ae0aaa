package io.dust.redeem;

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
 * What Dust asks of a Medusa 2 backend, which may be slow, fail or be away: each call is tried a few times, and after many
 * failures none for a while. Scoped so that it is made when it is first called: most starts of an instance need it not at
 * once, or never.
 */
@ApplicationScoped
class MedusaApi {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int MAX_CONNECTIONS = 16;

    private final TypedGuard<Uni<JsonNode>> guard = TypedGuard.create(new TypeLiteral<Uni<JsonNode>>() {
    })
            .withDescription("Medusa")
            .withCircuitBreaker().requestVolumeThreshold(20).delay(2, ChronoUnit.SECONDS).skipOn(Refused.class).done()
            .withRetry().maxRetries(2).delay(100, ChronoUnit.MILLIS).jitter(50, ChronoUnit.MILLIS).abortOn(Refused.class).done()
            .withTimeout().duration(TIMEOUT_MILLIS, ChronoUnit.MILLIS).done()
            .build();
    private final HttpClient client;
    private final ObjectMapper json;
    private final String promotions;
    private final String authorization;

    /** What Medusa will not do however often it is asked. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
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

    /** Makes a promotion. */
    Uni<Void> create(NewPromotion promotion) {
        return post("", promotion);
    }

    /** The id of the promotion with a code, if there is one. */
    Uni<Optional<String>> find(String code) {
        return call(HttpMethod.GET, "?code=" + code, Buffer.buffer())
                .map(answer -> Optional.ofNullable(answer.required("promotions").get(0))
                        .map(found -> found.required("id").asText()));
    }

    /** Sees to it that a promotion applies no more. */
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
                // It does not say why.
                .onFailure(SSLException.class)
                .transform(
                        failure -> new IllegalStateException("No TLS connection with Medusa: " + failure.getCause(), failure));
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(int status, Buffer answer) {
        if (status >= 400) {
            String message = "Medusa answered " + status + ": " + answer;
            throw status < 500 && status != 409 && status != 429 ? new Refused(message) : new IllegalStateException(message);
        }
        try {
            return json.readTree(answer.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("What answered " + status + " is no Medusa", e);
        }
    }

    /**
     * A promotion to be made.
     *
     * @param status active; as a draft it would silently not apply
     * @param limit of uses
     * @param isTaxInclusive whether the value is what the customer saves; else tax would be saved on top of it
     */
    @RegisterForReflection(registerFullHierarchy = true)
    record NewPromotion(String code, String type, String status, int limit,
            @JsonProperty("is_tax_inclusive") boolean isTaxInclusive, ApplicationMethod applicationMethod,
            List<Rule> rules, Campaign campaign) {
    }

    /**
     * What it takes off.
     *
     * @param value in major units
     */
    record ApplicationMethod(String type, BigDecimal value, String currencyCode, String targetType, String allocation) {
    }

    /** What has to be so of the cart. */
    record Rule(String attribute, String operator, List<String> values) {
    }

    /** Until when it applies. */
    record Campaign(String name, String campaignIdentifier, Instant endsAt) {
    }
}
