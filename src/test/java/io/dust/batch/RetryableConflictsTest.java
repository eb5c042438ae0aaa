package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.vertx.pgclient.PgException;

class RetryableConflictsTest {

    private final RetryableConflicts conflicts = new RetryableConflicts(List.of());

    @Test
    void aRequestThatMeetsItsOwnRepetitionIsRetried() {
        assertThat(conflicts.isRetryable(new RetryableConflicts.ConcurrentInsert())).isTrue();
        assertThat(conflicts.isRetryable(new IllegalStateException())).isFalse();
    }

    @Test
    void aCollisionIsRecognizedByItsKey() {
        assertThat(isRetryable("dust_request_pkey", "x")).isTrue();
        assertThat(isRetryable("dust_transaction_once_a_revision", "x")).isFalse();
    }

    @Test
    void citusNamesTheKeyInTheMessageWithItsShard() {
        String message = "duplicate key value violates unique constraint \"%s\"";
        assertThat(isRetryable(null, message.formatted("dust_request_pkey_102011"))).isTrue();
        assertThat(isRetryable(null, message.formatted("dust_transaction_pkey"))).isTrue();
        assertThat(isRetryable(null, message.formatted("dust_transaction_reversed_once_102011"))).isFalse();
        assertThat(isRetryable(null, "something else")).isFalse();
    }

    private boolean isRetryable(@Nullable String constraint, String message) {
        return conflicts.isRetryable(new PgException(message, "ERROR", "23505", null, null, null, null, null, null, null, null,
                null, null, null, null, null, constraint));
    }
}
