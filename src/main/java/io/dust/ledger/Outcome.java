package io.dust.ledger;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;

/**
 * What a request id has led to: a transaction, a refusal with its detail, or no more than a detail, when it has taken effect
 * without changing points.
 */
record Outcome(Buffer fingerprint, @Nullable DustTransaction transaction, @Nullable Reason refusal, @Nullable String detail) {

    DustTransaction transactionOrThrow() {
        return Objects.requireNonNull(transaction);
    }

    String detailOrThrow() {
        return Objects.requireNonNull(detail);
    }
}
