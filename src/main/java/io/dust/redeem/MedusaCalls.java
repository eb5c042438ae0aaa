package io.dust.redeem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jspecify.annotations.Nullable;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;

/**
 * Calls of a Medusa backend that may be slow, fail or be away: each is tried a few times, and after many failures none for a
 * while.
 */
@Singleton
@Timeout(value = 2, unit = ChronoUnit.SECONDS)
@Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = MedusaApi.Refused.class)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2000, skipOn = MedusaApi.Refused.class)
class MedusaCalls {

    private static final int CONNECT_TIMEOUT_SECONDS = 1;

    private final Optional<URI> url;
    private final String authorization;
    /** Made when it is first needed: most starts of an instance need it not at once, or never. */
    private @Nullable MedusaApi api;

    MedusaCalls(PromotionSettings settings) {
        this.url = settings.url();
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((settings.apiKey().orElse("") + ":").getBytes(StandardCharsets.UTF_8));
    }

    Uni<Void> create(MedusaApi.NewPromotion promotion) {
        return api().create(authorization, promotion).replaceWithVoid();
    }

    Uni<List<MedusaApi.Promotion>> find(String code) {
        return api().find(authorization, code).map(MedusaApi.Promotions::promotions);
    }

    Uni<Void> deactivate(String id) {
        return api().update(authorization, id, new MedusaApi.Change("inactive")).replaceWithVoid();
    }

    private synchronized MedusaApi api() {
        if (api == null) {
            api = QuarkusRestClientBuilder.newBuilder().baseUri(url.orElseThrow())
                    .connectTimeout(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS).build(MedusaApi.class);
        }
        return api;
    }
}
