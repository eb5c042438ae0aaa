package io.dust.http;

import java.time.Instant;
import java.util.UUID;

import io.dust.ledger.Balance;
import io.dust.ledger.DustPoint;

/** A customer's balance, for staff. */
public record DustPointView(UUID id, String customerId, long points, long held, long pending, long debt, long version,
        Instant createdAt, Instant updatedAt) {

    public static DustPointView of(DustPoint point) {
        Balance balance = point.balance();
        return new DustPointView(point.id(), point.customerId(), balance.points(), balance.held(), balance.pending(),
                balance.debt(), point.version(), point.createdAt(), point.updatedAt());
    }
}
