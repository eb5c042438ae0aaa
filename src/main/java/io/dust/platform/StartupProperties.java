package io.dust.platform;

import java.util.Map;

/**
 * System properties that spare libraries a search at every start, or switch something on. They must
 * be set before Quarkus starts.
 */
public final class StartupProperties {

    private static final Map<String, String> PROPERTIES = Map.of(
            // Else Parsson looks for a provider in every jar.
            "jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl",
            // Else JBoss LogManager asks DNS for the name of the host, which no log line shows.
            "jboss.host.name", "localhost",
            // Netty then asks the guard of connections whenever a connection is accepted.
            "io.netty.bootstrap.extensions", "serviceload");

    private StartupProperties() {
    }

    public static void set() {
        PROPERTIES.forEach(System::setProperty);
    }
}
