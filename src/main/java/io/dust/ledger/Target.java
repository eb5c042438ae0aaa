package io.dust.ledger;

/**
 * The transaction that is to be reversed, as it stands under the lock.
 *
 * @param reversed whether it has been reversed before
 * @param clawedBack whether some of it has been clawed back since
 */
public record Target(DustTransaction transaction, boolean reversed, boolean clawedBack) {

    Target whenReversed() {
        return new Target(transaction, true, clawedBack);
    }

    Decision takeBack(Balance balance) {
        if (reversed) {
            return new Decision.Refuse(Reason.ALREADY_REVERSED,
                    "Transaction " + transaction.version() + " has been reversed before.");
        }
        if (clawedBack) {
            return new Decision.Refuse(Reason.NOT_REVERSIBLE, "Some of what transaction " + transaction.version()
                    + " granted has been clawed back since; make an adjustment instead.");
        }
        long net = transaction.change().net();
        return switch (transaction.kind()) {
            case EARN, EARN_RELEASE, CLAWBACK -> takeBack(balance, net, -net, 0);
            case DEDUCT -> takeBack(balance, net, 0, net);
            case ADJUST -> takeBack(balance, net, 0, 0);
            case EARN_PENDING, EARN_CANCEL -> new Decision.Refuse(Reason.NOT_REVERSIBLE, "Transaction " + transaction.version()
                    + " changed what is pending only; that follows the order.");
            case HOLD, CAPTURE, VOID, HOLD_EXPIRE, REDEEM_REFUND -> new Decision.Refuse(Reason.NOT_REVERSIBLE,
                    "Transaction " + transaction.version() + " is part of a checkout; that follows the hold and the order.");
            case REVERSAL -> new Decision.Refuse(Reason.NOT_REVERSIBLE,
                    "Transaction " + transaction.version() + " is a reversal itself; make an adjustment instead.");
        };
    }

    /** Debt that the transaction had repaid comes back, but no other debt is made. */
    private Decision takeBack(Balance balance, long net, long earned, long spent) {
        long repaid = Math.max(-transaction.change().debt(), 0);
        if (net > balance.points() + repaid) {
            return Decision.insufficient(net, balance.points());
        }
        return new Decision.Accept(Kind.REVERSAL, balance.plus(-net), transaction.version(), earned, spent, null, null);
    }
}
