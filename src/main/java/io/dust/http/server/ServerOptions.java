package io.dust.http.server;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Serves HTTP/2 in clear text only where it is asked for: most platforms speak HTTP/1.1 to a container.
 * There are no WebSockets, whose handlers would look at each request.
 */
@ApplicationScoped
class ServerOptions implements HttpServerOptionsCustomizer {

    private final ServerSettings settings;

    ServerOptions(ServerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(settings.http2())
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }
}
