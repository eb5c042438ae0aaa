package io.dust.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.security.identity.SecurityIdentity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tokens that were verified a moment ago, known again by their SHA-256. None is remembered past its expiry, nor for longer
 * than {@link StandardSettings#tokenCache()}, so that a key that its issuer withdraws stops working.
 */
@Singleton
class VerifiedTokens {

    /** About 1 KiB each. */
    private static final int LIMIT = 20_000;

    private final Clock clock;
    private final Cache<ByteBuffer, Verified> byHash;

    private record Verified(SecurityIdentity identity, Instant expires) {
    }

    VerifiedTokens(@ConfigProperty(name = "dust.jwt.token-cache") Duration remembered, Clock clock) {
        this.clock = clock;
        this.byHash = Caffeine.newBuilder().maximumSize(LIMIT).expireAfterWrite(remembered)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    Optional<SecurityIdentity> find(String token) {
        return Optional.ofNullable(byHash.getIfPresent(hash(token)))
                .filter(verified -> clock.instant().isBefore(verified.expires()))
                .map(Verified::identity);
    }

    void remember(String token, SecurityIdentity identity, Instant expires) {
        byHash.put(hash(token), new Verified(identity, expires));
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
