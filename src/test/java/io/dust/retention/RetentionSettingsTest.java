package io.dust.retention;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;

class RetentionSettingsTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private record Settings(Duration requests, Duration refusedRequests, Duration refusedEvents, Duration purgeEvery)
            implements
                RetentionSettings {
    }

    @Test
    void theLeastTimesAreAccepted() {
        assertThatCode(new Settings(MONTH, HOUR, DAY, SECOND)::check).doesNotThrowAnyException();
    }

    @Test
    void aShorterTimeIsRefused() {
        assertRefused(new Settings(MONTH.minusMillis(1), HOUR, DAY, SECOND),
                "DUST_RETENTION_REQUESTS is PT719H59M59.999S; it must be at least 30d");
        assertRefused(new Settings(MONTH, HOUR.minusMillis(1), DAY, SECOND),
                "DUST_RETENTION_REFUSED_REQUESTS is PT59M59.999S; it must be at least 1h");
        assertRefused(new Settings(MONTH, HOUR, DAY.minusMillis(1), SECOND),
                "DUST_RETENTION_REFUSED_EVENTS is PT23H59M59.999S; it must be at least 1d");
        assertRefused(new Settings(MONTH, HOUR, DAY, Duration.ZERO),
                "DUST_RETENTION_PURGE_EVERY is PT0S; it must be at least 1s");
    }

    private static void assertRefused(RetentionSettings settings, String message) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(settings::check).withMessage(message);
    }
}
