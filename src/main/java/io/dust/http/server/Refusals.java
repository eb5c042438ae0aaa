package io.dust.http.server;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import io.dust.http.Problem;
import io.dust.http.limit.RefusalLog;
import io.dust.http.limit.RequestLimits;
import io.dust.http.limit.TooManyRequests;
import io.vertx.core.http.HttpServerRequest;

/** Answers callers that are not allowed to call, and counts and logs them. */
@Singleton
class Refusals {

    private final RequestLimits limits;
    private final RefusalLog log;

    Refusals(RequestLimits limits, RefusalLog log) {
        this.limits = limits;
        this.log = log;
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
}
