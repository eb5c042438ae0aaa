package io.dust.account;

/**
 * The balance of an account, in whole points.
 *
 * @param points spendable now, 0 to {@link #LIMIT}
 * @param held reserved by holds, not spendable
 * @param pending promised, not spendable yet
 * @param debt owed after a claw-back exceeded the points; above 0 only while points is 0
 */
public record Balance(long points, long held, long pending, long debt) {

    /**
     * 2^53 - 1, the largest integer that every JSON reader keeps exact; the limit of points, held
     * and pending together.
     */
    public static final long LIMIT = 9_007_199_254_740_991L;

    public static final Balance ZERO = new Balance(0, 0, 0, 0);

    public Balance {
        if (points < 0 || held < 0 || pending < 0 || debt < 0) {
            throw new IllegalArgumentException("A balance must not be negative: points " + points + ", held " + held
                    + ", pending " + pending + ", debt " + debt);
        }
        if (debt > 0 && points > 0) {
            throw new IllegalArgumentException("Debt must be 0 while there are points: points " + points + ", debt " + debt);
        }
    }

    /**
     * Adds points, or takes them when negative. Added points repay debt first; taken points that
     * are missing become debt.
     */
    public Balance plus(long change) {
        long owned = Math.addExact(points - debt, change);
        return new Balance(Math.max(owned, 0), held, pending, Math.max(-owned, 0));
    }

    /** Adds pending points, or drops them when negative. */
    public Balance plusPending(long change) {
        return new Balance(points, held, Math.addExact(pending, change), debt);
    }

    /** Adds held points, or removes them when negative. */
    public Balance plusHeld(long change) {
        return new Balance(points, Math.addExact(held, change), pending, debt);
    }

    boolean exceedsLimit() {
        return points > LIMIT - held - pending || debt > LIMIT;
    }
}
