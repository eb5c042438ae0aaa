package io.dust.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tokens that were verified a moment ago, known again by their SHA-256. None is remembered past its
 * expiry, nor for longer than {@link StandardSettings#tokenCache()}, so that a key that its issuer
 * withdraws stops working.
 *
 * <p>
 * Of each as little as possible is kept: what lives long is looked at by every collection of the
 * whole heap.
 */
@Singleton
class VerifiedTokens {

    /** About 300 bytes each. */
    private static final int LIMIT = 20_000;

    private final Clock clock;
    private final Cache<String, Verified> byHash;

    private record Verified(Bearer bearer, long expiresAtMillis) {
    }

    VerifiedTokens(@ConfigProperty(name = "dust.jwt.token-cache") Duration remembered, Clock clock) {
        this.clock = clock;
        this.byHash = Caffeine.newBuilder().maximumSize(LIMIT).expireAfterWrite(remembered).build();
    }

    Optional<Bearer> find(String token) {
        return Optional.ofNullable(byHash.getIfPresent(hash(token)))
                .filter(verified -> clock.millis() < verified.expiresAtMillis())
                .map(Verified::bearer);
    }

    void remember(String token, Bearer bearer, Instant expires) {
        byHash.put(hash(token), new Verified(bearer, expires.toEpochMilli()));
    }

    /** A character for each byte: a string is a small key with a quick hash code. */
    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
