package io.dust.token;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.dust.http.limit.RefusalLog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A cache of refused tokens by their SHA-256, so that a client that repeats one costs no
 * verification. A token whose refusal may end, because a key or an hour comes, is not kept.
 */
@Singleton
class RefusedTokens {

    /** About 200 bytes each. */
    private static final int LIMIT = 20_000;

    private final Cache<String, RefusalLog.Reason> byHash;

    RefusedTokens(@ConfigProperty(name = "dust.jwt.token-cache") Duration remembered) {
        this.byHash = Caffeine.newBuilder().maximumSize(LIMIT).expireAfterWrite(remembered).build();
    }

    Optional<RefusalLog.Reason> find(String hash) {
        return Optional.ofNullable(byHash.getIfPresent(hash));
    }

    void remember(String hash, RefusalLog.Reason reason) {
        if (reason == RefusalLog.Reason.TOKEN_EXPIRED || reason == RefusalLog.Reason.TOKEN_UNSIGNED) {
            byHash.put(hash, reason);
        }
    }
}
