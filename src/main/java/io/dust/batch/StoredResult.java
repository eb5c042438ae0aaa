package io.dust.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.dust.account.Account;
import io.dust.account.Transaction;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.vertx.core.buffer.Buffer;

/**
 * A result in the form in which it is stored under the id of its request.
 *
 * @param fingerprint see {@link PostingRequest#fingerprint()}
 * @param transactions in the order of their versions; none when no points have changed
 * @param rejection the slug of the reason; null unless the request was rejected
 * @param detail null when there are transactions
 */
record StoredResult(String customerId, String requestId, Buffer fingerprint, List<Transaction> transactions,
        @Nullable String rejection, @Nullable String detail) {

    static StoredResult of(PostingRequest<?> request, PostingResult result) {
        List<Transaction> transactions = result instanceof PostingResult.Posted posted ? posted.transactions() : List.of();
        String rejection = result instanceof PostingResult.Rejected rejected ? rejected.reason().slug() : null;
        return new StoredResult(request.customerId(), request.id().stored(), request.fingerprint(), transactions, rejection,
                detail(result));
    }

    private static @Nullable String detail(PostingResult result) {
        if (result instanceof PostingResult.Rejected rejected) {
            return rejected.detail();
        }
        return result instanceof PostingResult.NoOp noOp ? noOp.detail() : null;
    }

    /**
     * The result of the repeated request.
     *
     * @param account as it is now; null if it was not there to be locked
     */
    PostingResult repeated(@Nullable Account account, Function<String, Reason> reasons) {
        if (rejection != null) {
            return new PostingResult.Rejected(reasons.apply(rejection), Objects.requireNonNull(detail), true);
        }
        if (transactions.isEmpty()) {
            return new PostingResult.NoOp(PostingResult.REPLAYED, Objects.requireNonNull(detail), true);
        }
        if (account == null) {
            throw new RetryableConflicts.ConcurrentInsert();
        }
        return new PostingResult.Posted(account.asOf(last()), transactions, true);
    }

    /** The same result with one more transaction, as its rows are read. */
    StoredResult with(StoredResult other) {
        List<Transaction> all = new ArrayList<>(transactions);
        all.addAll(other.transactions);
        return new StoredResult(customerId, requestId, fingerprint, all, rejection, detail);
    }

    Transaction last() {
        return transactions.get(transactions.size() - 1);
    }

    boolean hasTransactions() {
        return !transactions.isEmpty();
    }
}
