package io.dust.ledger;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.account.Provenance;
import io.dust.account.Transaction;

/**
 * The postings of one request, each on the account as the one before leaves it. All are made, or
 * none.
 *
 * @param account as the postings so far leave it
 * @param transactions of the postings so far
 * @param rejected the first rejection; null while there is none
 */
public record PostingSeries(LockedAccount account, List<Transaction> transactions, PostingResult.@Nullable Rejected rejected) {

    /** A series without postings. */
    public static PostingSeries on(LockedAccount account) {
        return new PostingSeries(account, List.of(), null);
    }

    /** Adds a posting; after a rejection, nothing. */
    public PostingSeries add(Posting posting, Provenance provenance) {
        if (rejected != null) {
            return this;
        }
        PostingResult result = posting.apply(account.from(provenance));
        if (!(result instanceof PostingResult.Posted posted)) {
            return new PostingSeries(account, transactions, (PostingResult.Rejected) result);
        }
        List<Transaction> all = new ArrayList<>(transactions);
        all.addAll(posted.transactions());
        return new PostingSeries(account.after(posted), List.copyOf(all), null);
    }

    /** The series as one that is rejected. */
    public PostingSeries rejected(PostingResult.Rejected why) {
        return rejected == null ? new PostingSeries(account, transactions, why) : this;
    }

    /**
     * The result of all postings.
     *
     * @param unchanged the result when there are no postings
     */
    public PostingResult result(PostingResult.NoOp unchanged) {
        if (rejected != null) {
            return rejected;
        }
        return transactions.isEmpty() ? unchanged : new PostingResult.Posted(account.account(), transactions, false);
    }
}
