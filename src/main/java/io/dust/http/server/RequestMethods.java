package io.dust.http.server;

import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;

/** The methods that a request can have. A client can invent others, which no resource has. */
final class RequestMethods {

    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE",
            "CONNECT");

    private RequestMethods() {
    }

    static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }

    /** Keeps a series for each invented method out of the metrics. */
    @Produces
    @Singleton
    static MeterFilter unknownMethods() {
        return MeterFilter.deny(RequestMethods::hasUnknownMethod);
    }

    private static boolean hasUnknownMethod(Meter.Id meter) {
        String method = meter.getTag("method");
        return method != null && meter.getName().startsWith("http.server") && !isKnown(method);
    }
}
