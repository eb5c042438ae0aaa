package io.dust.platform;

import java.util.Map;

/**
 * System properties that spare libraries a search at every start. They must be set before Quarkus
 * starts.
 */
public final class StartupProperties {

    private static final Map<String, String> PROPERTIES = Map.of(
            // Else Parsson looks for a provider in every jar.
            "jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl",
            // Else JBoss LogManager asks DNS for the name of the host, which no log line shows.
            "jboss.host.name", "localhost");

    private StartupProperties() {
    }

    public static void set() {
        PROPERTIES.forEach(System::setProperty);
    }
}
