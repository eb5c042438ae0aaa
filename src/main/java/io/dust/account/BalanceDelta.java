package io.dust.account;

/**
 * The change that a transaction makes to each part of a balance, in whole points; negative where it
 * takes.
 */
public record BalanceDelta(long points, long held, long pending, long debt) {

    public static BalanceDelta between(Balance before, Balance after) {
        return new BalanceDelta(after.points() - before.points(), after.held() - before.held(),
                after.pending() - before.pending(), after.debt() - before.debt());
    }

    /** The change of what the customer owns: points less debt. */
    public long net() {
        return points - debt;
    }
}
