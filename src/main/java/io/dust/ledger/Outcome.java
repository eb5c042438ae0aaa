package io.dust.ledger;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;

/** What a request id has led to: a transaction or a refusal. */
record Outcome(Buffer fingerprint, @Nullable DustTransaction transaction, Decision.@Nullable Refuse refusal) {

    DustTransaction transactionOrThrow() {
        return Objects.requireNonNull(transaction);
    }

    Decision.Refuse refusalOrThrow() {
        return Objects.requireNonNull(refusal);
    }
}
