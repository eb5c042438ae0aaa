package io.dust.http.server;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Guards each connection in front of Vert.x: {@link ArrivalGuard} its time and its protocol,
 * {@link MessageGuard} the messages of HTTP/1.
 *
 * <p>
 * Netty finds it as a service, see {@code StartupProperties}.
 */
@RegisterForReflection // The native executable has no other way to construct it.
public final class ConnectionGuard extends ChannelInitializerExtension {

    private final Duration requestTimeout;
    private final Duration idleTimeout;
    private final boolean http2;
    private final int managementPort;

    public ConnectionGuard() {
        Config config = ConfigProvider.getConfig();
        this.requestTimeout = config.getValue("dust.http.request-timeout", Duration.class);
        this.idleTimeout = config.getValue("dust.http.idle-timeout", Duration.class);
        this.http2 = config.getValue("dust.http.http2", Boolean.class);
        this.managementPort = config.getValue("quarkus.management.port", Integer.class);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        // Quarkus has no switch for HTTP/2 in clear text on the management port.
        channel.pipeline().addFirst(new ArrivalGuard(requestTimeout, idleTimeout, http2 && port != managementPort));
    }
}
