package io.dust.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A cache of verified tokens by their SHA-256. A token leaves the cache at its expiry, and after
 * {@link StandardSettings#tokenCache()} at the latest, so that a withdrawn key stops working.
 *
 * <p>
 * An entry is small, because every collection of the whole heap visits it.
 */
@Singleton
class VerifiedTokens {

    /** About 300 bytes each. */
    private static final int LIMIT = 20_000;

    private final Clock clock;
    private final Cache<String, Verified> byHash;

    private record Verified(TokenSubject subject, long expiresAtMillis) {
    }

    VerifiedTokens(@ConfigProperty(name = "dust.jwt.token-cache") Duration remembered, Clock clock) {
        this.clock = clock;
        this.byHash = Caffeine.newBuilder().maximumSize(LIMIT).expireAfterWrite(remembered).build();
    }

    Optional<TokenSubject> find(String hash) {
        return Optional.ofNullable(byHash.getIfPresent(hash))
                .filter(verified -> clock.millis() < verified.expiresAtMillis())
                .map(Verified::subject);
    }

    void remember(String hash, TokenSubject subject, Instant expires) {
        byHash.put(hash, new Verified(subject, expires.toEpochMilli()));
    }
}
