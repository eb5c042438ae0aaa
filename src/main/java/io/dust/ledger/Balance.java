package io.dust.ledger;

/**
 * A customer's points, in whole points.
 *
 * @param points what can be spent now, 0 to {@link #LIMIT}
 * @param held set aside for a checkout, not spendable
 * @param pending earned by an order that is not paid for yet, not spendable
 * @param debt owed after a claw-back found too few; above 0 only while points is 0
 */
public record Balance(long points, long held, long pending, long debt) {

    /** 2^53 - 1, the largest integer that every JSON reader keeps exact; the limit of points, held and pending together. */
    public static final long LIMIT = 9_007_199_254_740_991L;

    public static final Balance ZERO = new Balance(0, 0, 0, 0);

    public Balance {
        if (points < 0 || held < 0 || pending < 0 || debt < 0) {
            throw new IllegalArgumentException("A balance is never negative, but was to be points " + points + ", held " + held
                    + ", pending " + pending + ", debt " + debt);
        }
        if (debt > 0 && points > 0) {
            throw new IllegalArgumentException("Debt " + debt + " cannot stand beside points " + points);
        }
    }

    /** Points given, or taken when negative: what is given repays debt first, what is taken beyond the points is owed. */
    Balance plus(long change) {
        long owned = Math.addExact(points - debt, change);
        return new Balance(Math.max(owned, 0), held, pending, Math.max(-owned, 0));
    }

    /** Points promised, or no longer, when negative. */
    Balance plusPending(long change) {
        return new Balance(points, held, Math.addExact(pending, change), debt);
    }

    /** Points set aside, or given free when negative. */
    Balance plusHeld(long change) {
        return new Balance(points, Math.addExact(held, change), pending, debt);
    }

    boolean exceedsLimit() {
        return points > LIMIT - held - pending || debt > LIMIT;
    }
}
