package io.dust.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.dust.fixture.DatabaseLimits;
import io.quarkus.runtime.configuration.ConfigurationException;

class DatabaseSettingsTest {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration QUEUE = Duration.ofSeconds(3);

    @Test
    void theDefaultsFitTogether() {
        assertThatCode(DatabaseLimits.DEFAULTS::check).doesNotThrowAnyException();
    }

    @Test
    void theLeastValuesFitTogether() {
        assertThatCode(new DatabaseLimits(3, 1, Duration.ofSeconds(9), 1, 1, 1, 1, Duration.ofSeconds(1))::check)
                .doesNotThrowAnyException();
    }

    @Test
    void countsArePositive() {
        assertRefused(new DatabaseLimits(8, 128, IDLE, 0, 2, 128, 512, QUEUE),
                "DUST_DATABASE_WRITERS is 0; it must be at least 1");
        assertRefused(new DatabaseLimits(8, 128, IDLE, 2, 0, 128, 512, QUEUE),
                "DUST_DATABASE_READERS is 0; it must be at least 1");
        assertRefused(new DatabaseLimits(8, 128, IDLE, 2, 2, 0, 512, QUEUE),
                "DUST_DATABASE_BATCH_SIZE is 0; it must be at least 1");
        assertRefused(new DatabaseLimits(8, 0, IDLE, 2, 2, 128, 512, QUEUE),
                "DUST_DATABASE_POOL_QUEUE is 0; it must be at least 1");
    }

    @Test
    void aQueueHasRoomForABatch() {
        assertRefused(new DatabaseLimits(8, 128, IDLE, 2, 2, 128, 127, QUEUE),
                "DUST_DATABASE_QUEUE_SIZE is 127; it must be at least DUST_DATABASE_BATCH_SIZE, which is 128");
    }

    @Test
    void theTimeInAQueueIsAtLeastOneSecond() {
        assertRefused(new DatabaseLimits(8, 128, IDLE, 2, 2, 128, 512, Duration.ofMillis(999)),
                "DUST_DATABASE_QUEUE_TIMEOUT is PT0.999S; it must be at least 1 second");
    }

    @Test
    void anIdleConnectionOutlivesTheTimeInAQueue() {
        assertRefused(new DatabaseLimits(8, 128, QUEUE, 2, 2, 128, 512, QUEUE),
                "DUST_DATABASE_IDLE_TIMEOUT is PT3S; it must be longer than PT8S, the time-out of a statement");
    }

    @Test
    void thePoolHasAConnectionForEachPartitionAndOneMore() {
        assertRefused(new DatabaseLimits(4, 128, IDLE, 2, 2, 128, 512, QUEUE),
                "DUST_DATABASE_POOL_SIZE is 4; 2 writers, 2 readers and the other reads need at least 5");
    }

    private static void assertRefused(DatabaseSettings settings, String message) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(settings::check).withMessage(message);
    }
}
