package io.dust.http;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.dust.ledger.Change;
import io.dust.ledger.DustTransaction;
import io.dust.ledger.Kind;
import io.dust.ledger.Reference;

/** One line of a customer's history: what it changed, and the balances after it. */
public record TransactionView(String id, long version, Kind kind, long points, long held, long pending, long debt,
        long pointsAfter, long heldAfter, long pendingAfter, long debtAfter, @Nullable Long reverses,
        @Nullable String reason, @Nullable Reference reference, String actor, String requestId, Instant occurredAt,
        Instant recordedAt) {

    public static TransactionView of(DustTransaction transaction) {
        Change change = transaction.change();
        Balance after = transaction.after();
        return new TransactionView(transaction.id(), transaction.version(), transaction.kind(), change.points(),
                change.held(), change.pending(), change.debt(), after.points(), after.held(), after.pending(), after.debt(),
                transaction.reverses(), transaction.reason(), transaction.reference(), transaction.actor(),
                transaction.requestId(), transaction.occurredAt(), transaction.recordedAt());
    }
}
