package io.dust.http.server;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.dust.http.Idempotency;
import io.dust.http.Problem;
import io.dust.http.RequestReason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Refuses requests with two values where only one can count: two parts of a system could read
 * different ones.
 */
final class SingleHeaders {

    /** Optimized, because they are looked up for every request. */
    private static final List<CharSequence> NAMES = Stream.of("Authorization", "Content-Type", Idempotency.KEY, "webhook-id",
            "webhook-timestamp", "webhook-signature").map(HttpHeaders::createOptimized).toList();

    private SingleHeaders() {
    }

    /** Why the request must be refused, or null. */
    static @Nullable Problem problem(MultiMap headers) {
        for (CharSequence name : NAMES) {
            if (headers.getAll(name).size() > 1) {
                return Problem.of(RequestReason.HEADER_REPEATED, "The header " + name + " must occur once.");
            }
        }
        return null;
    }
}
