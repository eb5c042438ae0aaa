package io.dust.http;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.account.BalanceDelta;
import io.dust.account.Kind;
import io.dust.account.Reference;
import io.dust.account.Transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

/** One transaction of a customer's history: the changes, and the balance after them. */
public record TransactionView(String id, long version, Kind kind, long points, long held, long pending, long debt,
        long pointsAfter, long heldAfter, long pendingAfter, long debtAfter, @Nullable Long reverses,
        @Nullable String reason, @Nullable Reference reference, String actor, String requestId, Instant occurredAt,
        Instant recordedAt,
        @Schema(type = SchemaType.OBJECT, description = "The values that the points were computed from; absent when the caller gave the points") @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String computedFrom) {

    public static TransactionView of(Transaction transaction) {
        BalanceDelta delta = transaction.delta();
        Balance after = transaction.after();
        return new TransactionView(transaction.id(), transaction.version(), transaction.kind(), delta.points(),
                delta.held(), delta.pending(), delta.debt(), after.points(), after.held(), after.pending(), after.debt(),
                transaction.reverses(), transaction.reason(), transaction.cause().reference(), transaction.cause().actor(),
                transaction.requestId().shown(), transaction.provenance().occurredAt(), transaction.recordedAt(),
                transaction.provenance().computedFrom());
    }
}
