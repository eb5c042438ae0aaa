package io.dust.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.account.Account;
import io.dust.account.Transaction;
import io.dust.ledger.Command;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.ReversalCandidate;

/** One locked account: what was read about it, and what a batch of requests makes of it. */
final class BatchAccount {

    private final String customerId;
    private final FeatureStates states;
    /** Null before the first change. */
    private @Nullable Account account;
    private final Map<String, StoredResult> results = new HashMap<>();
    private final Map<Long, ReversalCandidate> candidates = new HashMap<>();
    private final List<StoredResult> newResults = new ArrayList<>();
    private boolean hasReversals;
    private boolean hasStatefulCommands;

    BatchAccount(String customerId, FeatureStates states) {
        this.customerId = customerId;
        this.states = states;
    }

    void wasRead(Account locked) {
        account = locked;
    }

    void wasRead(String requestId, StoredResult result) {
        results.merge(requestId, result, StoredResult::with);
    }

    void wasRead(ReversalCandidate candidate) {
        if (account == null) {
            throw new RetryableConflicts.ConcurrentInsert();
        }
        candidates.put(candidate.transaction().version(), candidate);
    }

    boolean hasExpiredHolds(Instant now) {
        return account != null && account.hasExpiredHolds(now);
    }

    /** The results to be written, in the order of the requests. */
    List<StoredResult> newResults() {
        return newResults;
    }

    /** The account to be written, if any request has changed it. */
    Optional<Account> changed() {
        return newResults.stream().anyMatch(StoredResult::hasTransactions) ? Optional.ofNullable(account)
                : Optional.empty();
    }

    PostingResult answer(PostingRequest<?> request, Instant now) {
        StoredResult known = results.get(request.id().stored());
        return known == null ? decide(request, now) : repeat(request, known);
    }

    private PostingResult repeat(PostingRequest<?> request, StoredResult known) {
        return known.fingerprint().equals(request.fingerprint())
                ? known.repeated(account, states::reason)
                : PostingResult.rejected(LedgerReason.REQUEST_ID_REUSED,
                        "The id was used before for another request about this customer; use a new one.");
    }

    private PostingResult decide(PostingRequest<?> request, Instant now) {
        requireIndependent(request.command());
        Account before = account == null ? Account.open(customerId, now) : account;
        LockedAccount locked = new LockedAccount(before, request.id(), request.cause(), now, null,
                version -> Optional.ofNullable(candidates.get(version)));
        PostingResult result = request.command() instanceof Posting posting ? posting.apply(locked)
                : states.decide(request, locked);
        keep(request, result);
        return result;
    }

    /** @throws RetryableConflicts.BatchConflict when a reversal and a feature's state in one batch may depend on each other */
    private void requireIndependent(Command command) {
        hasReversals |= command instanceof Posting.Reversal;
        hasStatefulCommands |= !(command instanceof Posting);
        if (hasReversals && hasStatefulCommands) {
            throw new RetryableConflicts.BatchConflict();
        }
    }

    private void keep(PostingRequest<?> request, PostingResult result) {
        if (result instanceof PostingResult.Posted posted) {
            account = posted.account();
            posted.transactions().forEach(this::keep);
        } else if (!request.id().keeps(result instanceof PostingResult.Rejected)) {
            return;
        }
        StoredResult stored = StoredResult.of(request, result);
        results.put(request.id().stored(), stored);
        newResults.add(stored);
    }

    private void keep(Transaction transaction) {
        candidates.put(transaction.version(), new ReversalCandidate(transaction, false, false));
        if (transaction.reverses() != null) {
            candidates.computeIfPresent(transaction.reverses(), (version, candidate) -> candidate.markReversed());
        }
    }
}
