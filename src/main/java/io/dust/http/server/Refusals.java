package io.dust.http.server;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import io.dust.http.Problem;
import io.dust.http.limit.RefusalLog;
import io.dust.http.limit.RequestLimits;
import io.dust.http.limit.TooManyRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Answers callers that are not allowed to call, and counts and logs them. */
@Singleton
class Refusals {

    /** Shorter than the time in {@code Retry-After}, which is at least a second. */
    private static final long SHORTEST_DELAY_MILLIS = 250;
    private static final long LONGEST_DELAY_MILLIS = 750;
    /** A few KB each. */
    private static final int MOST_WAITING = 2000;

    private final RequestLimits limits;
    private final RefusalLog log;
    private final Vertx vertx;
    private final AtomicInteger waiting = new AtomicInteger();

    Refusals(RequestLimits limits, RefusalLog log, Vertx vertx) {
        this.limits = limits;
        this.log = log;
        this.vertx = vertx;
    }

    /** The answer to a caller that is not authenticated: 401, or 429 after too many of them. */
    RestResponse<Problem> unauthorized(RefusalLog.Reason reason, String detail, String challenge, HttpServerRequest request) {
        String address = RequestLimits.address(request);
        try {
            limits.countRefused(address);
        } catch (TooManyRequests e) {
            return tooMany(e, request);
        }
        log.refused(reason, address);
        return Problem.of("unauthorized", "Unauthorized", 401, detail).asResponse()
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge).build();
    }

    void forbidden(HttpServerRequest request) {
        log.refused(RefusalLog.Reason.ROLE_MISSING, RequestLimits.address(request));
    }

    RestResponse<Problem> tooMany(TooManyRequests e, HttpServerRequest request) {
        log.refused(RefusalLog.Reason.TOO_MANY_REQUESTS, RequestLimits.address(request));
        return Problem.of("too-many-requests", "Too many requests", 429, e.detail()).asResponse()
                .header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds())
                .header("RateLimit-Policy", e.policyHeader())
                .header("RateLimit", e.limitHeader()).build();
    }

    /**
     * Keeps back an answer for about half a second: a client that repeats at once, and waits for
     * each answer, then costs little. The times differ, so that the requests of many connections do
     * not come back together. Beyond a number of answers at once, they are sent without delay.
     */
    Uni<RestResponse<Problem>> slowly(RestResponse<Problem> answer) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Uni.createFrom().item(answer);
        }
        long delay = ThreadLocalRandom.current().nextLong(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS);
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(delay, timer -> {
            waiting.decrementAndGet();
            emitter.complete(answer);
        }));
    }
}
