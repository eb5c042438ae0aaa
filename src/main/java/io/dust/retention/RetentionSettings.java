package io.dust.retention;

import java.time.Duration;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How long rows are kept that are not part of the history: {@code DUST_RETENTION_…}. The migrations
 * have the least times too, and a trigger keeps them.
 */
@ConfigMapping(prefix = "dust.retention")
interface RetentionSettings {

    /** How long a repeated request gets its first result, at least 30 days. */
    @WithDefault("400d")
    Duration requests();

    /** How long a customer's repeated request gets its first rejection, at least an hour. */
    @WithDefault("1d")
    Duration refusedRequests();

    /** How long a refused event is kept after it was last sent, at least a day. */
    @WithDefault("90d")
    Duration refusedEvents();

    /** The period in which an instance deletes what has been kept for longer. */
    @WithDefault("1m")
    Duration purgeEvery();

    /**
     * Checks the settings.
     *
     * @throws ConfigurationException naming the variable that is wrong, and its least value
     */
    default void check() {
        requireAtLeast("DUST_RETENTION_REQUESTS", Duration.ofDays(30), "30d", requests());
        requireAtLeast("DUST_RETENTION_REFUSED_REQUESTS", Duration.ofHours(1), "1h", refusedRequests());
        requireAtLeast("DUST_RETENTION_REFUSED_EVENTS", Duration.ofDays(1), "1d", refusedEvents());
        requireAtLeast("DUST_RETENTION_PURGE_EVERY", Duration.ofSeconds(1), "1s", purgeEvery());
    }

    private static void requireAtLeast(String name, Duration least, String written, Duration value) {
        if (value.compareTo(least) < 0) {
            throw new ConfigurationException(name + " is " + value + "; it must be at least " + written);
        }
    }
}
