package io.dust.http.server;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The HTTP server: {@code DUST_HTTP_…}. */
@ConfigMapping(prefix = "dust.http")
interface ServerSettings {

    /** Whether HTTP/2 in clear text is served, for a platform that speaks it to its containers. */
    @WithDefault("false")
    boolean http2();

    /** How long a request may take to arrive, from its first byte to its last. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** How long a connection of HTTP/1 may be without a request. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** The most connections of one instance. */
    @WithDefault("2000")
    int maxConnections();
}
