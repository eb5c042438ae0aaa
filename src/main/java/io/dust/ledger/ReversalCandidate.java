package io.dust.ledger;

import io.dust.account.Transaction;

/**
 * A transaction that a request wants to reverse, as it stands under the lock.
 *
 * @param reversed whether it is already reversed
 * @param clawedBack whether points of it were clawed back later
 */
public record ReversalCandidate(Transaction transaction, boolean reversed, boolean clawedBack) {

    public ReversalCandidate markReversed() {
        return new ReversalCandidate(transaction, true, clawedBack);
    }
}
