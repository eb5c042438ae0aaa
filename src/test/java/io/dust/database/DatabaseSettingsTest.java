package io.dust.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void thereAre1To1024Groups() {
        assertThatCode(DatabaseLimits.ofGroups(1024)::check).doesNotThrowAnyException();
        assertRefused(DatabaseLimits.ofGroups(0), "DUST_DATABASE_GROUPS is 0; it must be between 1 and 1024");
        assertRefused(DatabaseLimits.ofGroups(1025), "DUST_DATABASE_GROUPS is 1025; it must be between 1 and 1024");
    }

    @Test
    void servedGroupsAreNumbersAndRanges() {
        assertThat(DatabaseLimits.ofGroups(3).servedNumbers()).containsExactly(0, 1, 2);
        assertThat(served("2")).containsExactly(2);
        assertThat(served("4-6, 0,5-7")).containsExactly(0, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ",", "8", "3-8", "3-2", "-1", "1-", "one", "1;2", "0-99999" })
    void otherServedGroupsAreRefused(String text) {
        assertRefused(DatabaseLimits.ofGroups(8, Optional.of(text)), "DUST_DATABASE_SERVED_GROUPS is " + text
                + "; it must be numbers from 0 to 7, such as 0-15,20, because DUST_DATABASE_GROUPS is 8");
    }

    @Test
    void aSchemaHasAPlainName() {
        assertThat(inSchema("shop_2").schemaOf(0)).isEqualTo("shop_2");
        assertThat(DatabaseLimits.DEFAULTS.schemaOf(0)).isEqualTo("public");
        assertThat(DatabaseLimits.ofGroups(4).sharedSchema()).isEqualTo("public");
        assertThat(DatabaseLimits.ofGroups(4).schemaOf(3)).isEqualTo("dust_3");
        assertRefused(inSchema("Shop"), "DUST_DATABASE_SCHEMA is Shop;"
                + " it must be 1 to 50 small letters, digits and underscores, and begin with a letter");
    }

    private static DatabaseSettings inSchema(String name) {
        return new DatabaseLimits(8, 128, IDLE, 2, 2, 128, 512, QUEUE, 1, Optional.empty(), Optional.of(name));
    }

    private static List<Integer> served(String text) {
        return DatabaseLimits.ofGroups(8, Optional.of(text)).servedNumbers();
    }

    private static void assertRefused(DatabaseSettings settings, String message) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(settings::check).withMessage(message);
    }
}
