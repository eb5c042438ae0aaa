package io.dust.http;

import java.time.Instant;
import java.util.UUID;

import io.dust.account.Account;
import io.dust.account.Balance;

/** A customer's account, for staff. */
public record DustPointView(UUID id, String customerId, long points, long held, long pending, long debt, long version,
        Instant createdAt, Instant updatedAt) {

    public static DustPointView of(Account account) {
        Balance balance = account.balance();
        return new DustPointView(account.id(), account.customerId(), balance.points(), balance.held(), balance.pending(),
                balance.debt(), account.version(), account.createdAt(), account.updatedAt());
    }
}
