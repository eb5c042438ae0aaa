package io.dust.batch;

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
 * @param transaction null when no points have changed
 * @param rejection the slug of the reason; null unless the request was rejected
 * @param detail null when there is a transaction
 */
record StoredResult(String customerId, String requestId, Buffer fingerprint, @Nullable Transaction transaction,
        @Nullable String rejection, @Nullable String detail) {

    static StoredResult of(PostingRequest<?> request, PostingResult result) {
        Transaction transaction = result instanceof PostingResult.Posted posted ? posted.transaction() : null;
        String rejection = result instanceof PostingResult.Rejected rejected ? rejected.reason().slug() : null;
        return new StoredResult(request.customerId(), request.id().stored(), request.fingerprint(), transaction, rejection,
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
        if (transaction == null) {
            return new PostingResult.NoOp(PostingResult.REPLAYED, Objects.requireNonNull(detail), true);
        }
        if (account == null) {
            throw new RetryableConflicts.ConcurrentInsert();
        }
        return new PostingResult.Posted(account.asOf(transaction), transaction, true);
    }
}
