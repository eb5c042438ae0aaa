package io.dust.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;

/**
 * The template of a request's path, by which Micrometer counts it. Quarkus sets it when a resource
 * is found, and would else count the path itself: a series for each path that a client invents.
 */
public final class RequestTemplate {

    /** The key under which Quarkus keeps the template, in the context of the request. */
    private static final String TEMPLATE = "UrlPathTemplate";
    private static final String NO_RESOURCE = "/other";

    private RequestTemplate() {
    }

    /** Counts the request as one without a resource, unless a resource is found. */
    public static void preset(HttpServerRequest request) {
        ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, NO_RESOURCE);
    }
}
