package io.dust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.account.BalanceDelta;
import io.dust.account.Cause;
import io.dust.account.Kind;
import io.dust.account.Provenance;
import io.dust.account.RequestId;
import io.dust.account.Transaction;

/**
 * An account under its lock, as one request finds it: a command reads it, and makes its next
 * transaction.
 *
 * @param now the time of the batch, in microseconds, as PostgreSQL keeps it
 * @param provenance of the next transaction; null when the transaction occurs now and the caller
 *        gave its points
 * @param candidates the transactions of the account that the batch may reverse, by version
 */
public record LockedAccount(Account account, RequestId requestId, Cause cause, Instant now, @Nullable Provenance provenance,
        LongFunction<Optional<ReversalCandidate>> candidates) {

    public Balance balance() {
        return account.balance();
    }

    /** The same account, for a transaction with this provenance. */
    public LockedAccount from(Provenance known) {
        return new LockedAccount(account, requestId, cause, now, known, candidates);
    }

    /** The account as a posting of the same request leaves it. */
    LockedAccount after(PostingResult.Posted posted) {
        return new LockedAccount(posted.account(), requestId, cause, now, provenance, candidates);
    }

    Optional<ReversalCandidate> candidate(long version) {
        return candidates.apply(version);
    }

    /**
     * The transaction that leads to a balance, unless the account would exceed a limit.
     *
     * @param holdExpiry the next expiry of a hold, if the held points change
     */
    PostingResult post(Kind kind, Balance after, @Nullable Instant holdExpiry) {
        return post(transaction(kind, after, null), kind, holdExpiry);
    }

    /** The reversal that leads to a balance, unless the account would exceed a limit. */
    PostingResult reverse(Transaction reversed, Balance after) {
        return post(transaction(Kind.REVERSAL, after, reversed.version()), reversed.kind(), null);
    }

    private PostingResult post(Transaction transaction, Kind counted, @Nullable Instant holdExpiry) {
        Account next = account.after(transaction, counted, holdExpiry);
        return next.exceedsLimit() ? PostingResult.rejected(LedgerReason.BALANCE_LIMIT,
                "The customer would exceed " + Balance.LIMIT + " points, the limit of an account.")
                : new PostingResult.Posted(next, List.of(transaction), false);
    }

    private Transaction transaction(Kind kind, Balance after, @Nullable Long reverses) {
        long version = account.version() + 1;
        // The clocks of several instances differ, and a history must not run backwards.
        Instant recordedAt = now.isBefore(account.updatedAt()) ? account.updatedAt() : now;
        return new Transaction(Transaction.idOf(account.id(), version), version, kind,
                BalanceDelta.between(account.balance(), after), after, reverses, cause, requestId,
                provenance == null ? new Provenance(recordedAt, null) : provenance, recordedAt);
    }
}
