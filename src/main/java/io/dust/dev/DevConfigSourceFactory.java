package io.dust.dev;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Configures dev mode and tests: a PostgreSQL and secrets, where the user has set none. In
 * production the factory adds nothing, because the classes for the PostgreSQL are not packaged.
 */
public class DevConfigSourceFactory implements ConfigSourceFactory {

    /** Below application.properties, so that every other setting wins. */
    private static final int ORDINAL = 200;
    private static final int APPLICATION_PROPERTIES_ORDINAL = 250;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean dev = context.getProfiles().contains("dev");
        if ((!dev && !context.getProfiles().contains("test")) || isPackaged()) {
            return List.of();
        }
        Map<String, String> settings = new HashMap<>();
        if (!isSet(context, "dust.database.url") && !isSetByUser(context, "quarkus.datasource.reactive.url")) {
            settings.putAll(dev ? DevEnvironment.keptDatabase() : DevEnvironment.freshDatabase());
        }
        if (!isSet(context, "dust.medusa.jwt-secret") && !isSet(context, "dust.medusa.jwt-public-key")
                && !isSet(context, "dust.jwt.jwks")) {
            settings.putAll(dev ? DevEnvironment.keptSecret() : DevEnvironment.freshSecret());
        }
        if (!isSet(context, "dust.event.secrets")) {
            settings.putAll(dev ? DevEnvironment.keptEventSecret() : DevEnvironment.freshEventSecret());
        }
        return List.of(new PropertiesConfigSource(settings, "Dust's configuration for dev mode and tests", ORDINAL));
    }

    /** Whether this Dust is packaged. It is then in production, also with the profile dev. */
    private static boolean isPackaged() {
        try {
            Class.forName("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", false,
                    DevConfigSourceFactory.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    private static boolean isSet(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null;
    }

    /**
     * Whether the property has a value from outside application.properties, where dust.database.url
     * is its value.
     */
    private static boolean isSetByUser(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null
                && value.getConfigSourceOrdinal() > APPLICATION_PROPERTIES_ORDINAL;
    }
}
