package io.dust.http;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.dust.ledger.Change;
import io.dust.ledger.DustTransaction;
import io.dust.ledger.Kind;
import io.dust.ledger.Reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

/** One line of a customer's history: what it changed, and the balances after it. */
public record TransactionView(String id, long version, Kind kind, long points, long held, long pending, long debt,
        long pointsAfter, long heldAfter, long pendingAfter, long debtAfter, @Nullable Long reverses,
        @Nullable String reason, @Nullable Reference reference, String actor, String requestId, Instant occurredAt,
        Instant recordedAt,
        @Schema(type = SchemaType.OBJECT, description = "What its points were computed from, when they were") @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String computedFrom) {

    public static TransactionView of(DustTransaction transaction) {
        Change change = transaction.change();
        Balance after = transaction.after();
        return new TransactionView(transaction.id(), transaction.version(), transaction.kind(), change.points(),
                change.held(), change.pending(), change.debt(), after.points(), after.held(), after.pending(), after.debt(),
                transaction.reverses(), transaction.reason(), transaction.reference(), transaction.actor(),
                transaction.requestId(), transaction.occurredAt(), transaction.recordedAt(),
                transaction.computedFrom());
    }
}
