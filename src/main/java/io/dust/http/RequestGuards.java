package io.dust.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.dust.platform.GracefulStop;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Refuses requests that must not reach the resources. */
@Singleton
class RequestGuards {

    private static final int BEFORE_THE_SERVERS_OWN = Integer.MIN_VALUE;

    private final GracefulStop stop;
    private final long bodyLimit;

    RequestGuards(GracefulStop stop, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bodyLimit) {
        this.stop = stop;
        this.bodyLimit = bodyLimit.asLongValue();
    }

    void check(@Observes Router router) {
        router.route().order(BEFORE_THE_SERVERS_OWN).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (stop.hasBegun()) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(ErrorMappers.RETRY_AFTER_SECONDS));
            refuse(context, Problem.unavailable("This instance is stopping; repeat the request."));
        } else if (context.request().path().indexOf(';') >= 0) {
            // JAX-RS would drop the rest of the segment, and so take one customer for another.
            refuse(context,
                    Problem.of("semicolon-in-path", "Semicolon in path", 400, "A semicolon in a path must be sent as %3B."));
        } else if (exceedsLimit(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            // The server itself would answer without a body.
            refuse(context, Problem.of(413));
        } else {
            context.next();
        }
    }

    private boolean exceedsLimit(@Nullable String contentLength) {
        // The server refuses a length that is not a number.
        return contentLength != null && Long.parseLong(contentLength) > bodyLimit;
    }

    private static void refuse(RoutingContext context, Problem problem) {
        context.response().setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(Json.encodeToBuffer(problem));
    }
}
