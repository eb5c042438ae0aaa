package io.dust.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body that says that it is too large, in words; the server would do it without any. */
@Singleton
class BodyLimit {

    private static final int STATUS = 413;
    private static final int BEFORE_THE_SERVERS_OWN = Integer.MIN_VALUE;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void check(@Observes Router router) {
        router.route().order(BEFORE_THE_SERVERS_OWN).handler(this::check);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Not a number that does not parse: the server has refused such a request already.
        if (length != null && Long.parseLong(length) > limit) {
            context.response().setStatusCode(STATUS)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader("Connection", "close")
                    .end(Json.encodeToBuffer(Problem.of(STATUS)));
        } else {
            context.next();
        }
    }
}
