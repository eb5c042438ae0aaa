package io.dust.ledger;

import static io.dust.ledger.Reason.Category.CONFLICT;
import static io.dust.ledger.Reason.Category.NOT_FOUND;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import java.util.List;

/** The ledger's own reasons. */
public final class LedgerReason {

    public static final Reason INSUFFICIENT_POINTS = new Reason("insufficient-points", "Insufficient dust points", CONFLICT);
    public static final Reason BALANCE_LIMIT = new Reason("balance-limit", "Too many dust points", CONFLICT);
    public static final Reason ALREADY_REVERSED = new Reason("already-reversed", "Transaction already reversed", CONFLICT);
    public static final Reason NOT_REVERSIBLE = new Reason("not-reversible", "Transaction cannot be reversed", CONFLICT);
    public static final Reason TRANSACTION_NOT_FOUND = new Reason("transaction-not-found", "Transaction not found", NOT_FOUND);
    public static final Reason REQUEST_ID_REUSED = new Reason("idempotency-key-reused", "Idempotency key reused",
            UNPROCESSABLE);

    public static final List<Reason> ALL = List.of(INSUFFICIENT_POINTS, BALANCE_LIMIT, ALREADY_REVERSED, NOT_REVERSIBLE,
            TRANSACTION_NOT_FOUND, REQUEST_ID_REUSED);

    private LedgerReason() {
    }
}
