package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(isRetryable("23505", "dust_request_pkey", "x")).isTrue();
        assertThat(isRetryable("23505", "dust_transaction_once_a_revision", "x")).isFalse();
        assertThat(isRetryable("23514", "dust_request_pkey", "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "23505", "XX000" })
    void citusNamesTheKeyInTheMessageWithItsShard(String state) {
        String message = "duplicate key value violates unique constraint \"%s\"";
        assertThat(isRetryable(state, null, message.formatted("dust_request_pkey_102011"))).isTrue();
        assertThat(isRetryable(state, null, message.formatted("dust_transaction_pkey"))).isTrue();
        assertThat(isRetryable(state, null, message.formatted("dust_transaction_reversed_once_102011"))).isFalse();
        assertThat(isRetryable(state, null, "something else")).isFalse();
    }

    private boolean isRetryable(String state, @Nullable String constraint, String message) {
        return conflicts.isRetryable(new PgException(message, "ERROR", state, null, null, null, null, null, null, null, null,
                null, null, null, null, null, constraint));
    }
}
