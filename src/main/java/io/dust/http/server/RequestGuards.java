package io.dust.http.server;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.dust.http.AllowedMethods;
import io.dust.http.Problem;
import io.dust.platform.GracefulStop;
import io.dust.platform.RequestTemplate;
import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that must not reach the resources. What cannot be read as a request is refused
 * by {@link ConnectionGuard}, earlier.
 */
@Singleton
class RequestGuards {

    private static final String IDENTITY = "identity";
    private static final int BEFORE_THE_SERVERS_OWN = Integer.MIN_VALUE;

    private static final Problem UNREADABLE = Problem.of("bad-request", "Bad Request", 400,
            "The target of the request must be a path (RFC 3986), and the request must name its host.");

    private final GracefulStop stop;
    private final ServerSettings settings;
    private final long bodyLimit;

    RequestGuards(GracefulStop stop, ServerSettings settings,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bodyLimit) {
        this.stop = stop;
        this.settings = settings;
        this.bodyLimit = bodyLimit.asLongValue();
    }

    void check(@Observes Router router) {
        router.route().order(BEFORE_THE_SERVERS_OWN).handler(this::check).failureHandler(RequestGuards::refuseUnreadable);
    }

    /** The router fails for a target that it cannot read, and for HTTP/2 without an authority, before any handler. */
    private static void refuseUnreadable(RoutingContext context) {
        if (context.statusCode() == 400 && (context.failure() == null || context.failure() instanceof VertxException)) {
            refuse(context, UNREADABLE);
        } else {
            context.next();
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        RequestTemplate.preset(request);
        Problem problem = problem(request);
        if (problem != null) {
            refuse(context, problem);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            describe(context);
        } else {
            resetIfSlow(context);
            context.next();
        }
    }

    private @Nullable Problem problem(HttpServerRequest request) {
        if (stop.hasBegun()) {
            return Problem.unavailable("This instance is stopping; repeat the request.");
        }
        if (!RequestMethods.isKnown(request.method().name())) {
            return Problem.of(501);
        }
        if (request.path() == null || !request.path().startsWith("/")) {
            return UNREADABLE;
        }
        if (request.path().indexOf(';') >= 0) {
            // JAX-RS would drop the rest of the segment, and so take one customer for another.
            return Problem.of("semicolon-in-path", "Semicolon in path", 400, "A semicolon in a path must be sent as %3B.");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase(IDENTITY)) {
            return Problem.of("unsupported-content-encoding", "Unsupported content encoding", 415,
                    "A body must be sent as it is, without Content-Encoding.");
        }
        return exceedsLimit(request.getHeader(HttpHeaders.CONTENT_LENGTH)) ? Problem.of(413)
                : SingleHeaders.problem(request.headers());
    }

    private boolean exceedsLimit(@Nullable String contentLength) {
        // The server refuses a length that is not a number.
        return contentLength != null && Long.parseLong(contentLength) > bodyLimit;
    }

    /** {@link ArrivalGuard} limits the time of a request of HTTP/1; here are the streams of HTTP/2. */
    private void resetIfSlow(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2 && !context.request().isEnded()) {
            long timer = context.vertx().setTimer(settings.requestTimeout().toMillis(), late -> {
                if (!context.request().isEnded()) {
                    // Other customers' requests may share the connection.
                    context.response().reset(Http2Error.CANCEL.code());
                }
            });
            context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        }
    }

    /** OPTIONS tells which methods a path has, which is no secret. */
    private static void describe(RoutingContext context) {
        String methods = AllowedMethods.of(context.request().path());
        if (methods.isEmpty()) {
            refuse(context, Problem.of(404));
        } else {
            EarlyAnswer.HEADERS.forEach(context.response()::putHeader);
            context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods).end();
        }
    }

    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        EarlyAnswer.HEADERS.forEach(response::putHeader);
        if (problem.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(ErrorMappers.RETRY_AFTER_SECONDS));
        }
        if (context.request().version() != HttpVersion.HTTP_2 && List.of(413, 503).contains(problem.status())) {
            // MessageGuard then closes it, instead of serving another request.
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encodeToBuffer(problem));
    }
}
