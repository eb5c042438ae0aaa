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

    PostingResult reverse(LockedAccount account) {
        String name = "Transaction " + transaction.version();
        if (reversed) {
            return PostingResult.rejected(LedgerReason.ALREADY_REVERSED, name + " is already reversed.");
        }
        if (clawedBack) {
            return notReversible(name + " granted points that were clawed back later; make an adjustment instead.");
        }
        return switch (transaction.kind()) {
            case EARN, EARN_RELEASE, CLAWBACK, DEDUCT, ADJUST -> reverseNet(account);
            case EARN_PENDING, EARN_CANCEL -> notReversible(name + " changed pending points only; they follow the order.");
            case HOLD, CAPTURE, VOID, HOLD_EXPIRE, REDEEM_REFUND -> notReversible(
                    name + " is part of a checkout; it follows the hold and the order.");
            case REVERSAL -> notReversible(name + " is a reversal itself; make an adjustment instead.");
        };
    }

    /** Debt that the transaction had repaid returns; the reversal makes no other debt. */
    private PostingResult reverseNet(LockedAccount account) {
        long net = transaction.delta().net();
        long repaid = Math.max(-transaction.delta().debt(), 0);
        long points = account.balance().points();
        return net > points + repaid ? PostingResult.insufficient(net, points)
                : account.reverse(transaction, account.balance().plus(-net));
    }

    private static PostingResult notReversible(String detail) {
        return PostingResult.rejected(LedgerReason.NOT_REVERSIBLE, detail);
    }
}
