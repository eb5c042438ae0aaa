package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RetryableConflictsTest {

    private final RetryableConflicts conflicts = new RetryableConflicts(List.of());

    @Test
    void aRequestThatMeetsItsOwnRepetitionIsRetried() {
        assertThat(conflicts.isRetryable(new RetryableConflicts.ConcurrentInsert())).isTrue();
        assertThat(conflicts.isRetryable(new IllegalStateException())).isFalse();
    }
}
