package io.dust.ledger;

import java.util.List;

import io.dust.account.Account;
import io.dust.account.Transaction;

/**
 * The result of a request: a command decides it, the batch stores it under the id of the request,
 * and the caller gets it, once it is committed. A repetition of the request gets the same result.
 */
public sealed interface PostingResult {

    /**
     * Points have changed.
     *
     * @param account right after the last transaction
     * @param transactions at least one, in the order of their versions
     */
    record Posted(Account account, List<Transaction> transactions, boolean replayed) implements PostingResult {

        /** The last transaction, which for most requests is the only one. */
        public Transaction transaction() {
            return transactions.get(transactions.size() - 1);
        }

        @Override
        public String label() {
            return replayed ? REPLAYED : "posted";
        }
    }

    /**
     * The request has taken effect, and no points have changed.
     *
     * @param outcome the feature's own name of the effect
     * @param detail one sentence for the caller, 1 to 500 characters
     */
    record NoOp(String outcome, String detail, boolean replayed) implements PostingResult {

        @Override
        public String label() {
            return replayed ? REPLAYED : outcome;
        }
    }

    /**
     * Nothing has changed.
     *
     * @param detail one sentence for the caller: what is wrong, and what would be right
     */
    record Rejected(Reason reason, String detail, boolean replayed) implements PostingResult {

        @Override
        public String label() {
            return reason.slug();
        }

        public Rejection exception() {
            return new Rejection(reason, detail, replayed);
        }
    }

    String REPLAYED = "replayed";

    /** Whether this repeats the result of the same request. */
    boolean replayed();

    /** The label in {@code dust_postings_total}. */
    String label();

    static NoOp noOp(String outcome, String detail) {
        return new NoOp(outcome, detail, false);
    }

    static Rejected rejected(Reason reason, String detail) {
        return new Rejected(reason, detail, false);
    }

    static Rejected insufficient(long required, long available) {
        return rejected(LedgerReason.INSUFFICIENT_POINTS,
                "The customer has " + available + " points; " + required + " are required.");
    }
}
