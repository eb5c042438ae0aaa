package io.dust.ledger;

/** What a transaction adds to each part of a balance, in whole points; negative where it takes. */
public record Change(long points, long held, long pending, long debt) {

    static Change between(Balance before, Balance after) {
        return new Change(after.points() - before.points(), after.held() - before.held(), after.pending() - before.pending(),
                after.debt() - before.debt());
    }

    /** What the customer owns more, or less, because of it. */
    long net() {
        return points - debt;
    }
}
