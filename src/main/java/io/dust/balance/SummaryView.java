package io.dust.balance;

import java.util.Optional;

import io.dust.ledger.Balance;
import io.dust.ledger.DustPoint;

/** A customer's whole account in one answer. */
record SummaryView(long points, long held, long pending, long debt, long lifetimeEarned, long lifetimeSpent) {

    static SummaryView of(Optional<DustPoint> point) {
        Balance balance = point.map(DustPoint::balance).orElse(Balance.ZERO);
        return new SummaryView(balance.points(), balance.held(), balance.pending(), balance.debt(),
                point.map(DustPoint::lifetimeEarned).orElse(0L), point.map(DustPoint::lifetimeSpent).orElse(0L));
    }
}
