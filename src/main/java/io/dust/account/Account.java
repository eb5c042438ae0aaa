package io.dust.account;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The state of a customer's account: what its last transaction left.
 *
 * @param lifetimeEarned all points ever granted, less clawed-back and reversed ones
 * @param lifetimeSpent all points ever spent, less returned and reversed ones
 * @param nextHoldExpiry the instant at which the next hold expires; null when no points are held
 * @param version the number of the last transaction, from 1; 0 for an account that is not stored
 *        yet
 */
public record Account(String customerId, UUID id, Balance balance, long lifetimeEarned, long lifetimeSpent,
        @Nullable Instant nextHoldExpiry, long version, Instant createdAt, Instant updatedAt) {

    /** A new account, which is stored with its first transaction. */
    public static Account open(String customerId, Instant now) {
        return new Account(customerId, UUID.randomUUID(), Balance.ZERO, 0, 0, null, 0, now, now);
    }

    /** The account right after one of its transactions. The lifetime totals stay those of now. */
    public Account asOf(Transaction transaction) {
        return new Account(customerId, id, transaction.after(), lifetimeEarned, lifetimeSpent, nextHoldExpiry,
                transaction.version(), createdAt, transaction.recordedAt());
    }

    /** The account before its first transaction. */
    public Account asOfOpening() {
        return new Account(customerId, id, Balance.ZERO, lifetimeEarned, lifetimeSpent, nextHoldExpiry, 0, createdAt,
                createdAt);
    }

    /**
     * The account after its next transaction.
     *
     * @param counted the kind that decides which lifetime total changes: of a reversal, the kind
     *        that it reverses
     * @param holdExpiry the next expiry of a hold, if the held points change
     */
    public Account after(Transaction transaction, Kind counted, @Nullable Instant holdExpiry) {
        BalanceDelta delta = transaction.delta();
        long earned = counted.lifetime() == Kind.Lifetime.EARNED ? delta.net() : 0;
        long spent = counted.lifetime() == Kind.Lifetime.SPENT ? -delta.net() - delta.held() : 0;
        return new Account(customerId, id, transaction.after(), lifetimeEarned + earned, lifetimeSpent + spent,
                delta.held() == 0 ? nextHoldExpiry : holdExpiry, transaction.version(), createdAt, transaction.recordedAt());
    }

    /** Whether a hold has expired whose points are still counted as held. */
    public boolean hasExpiredHolds(Instant now) {
        return nextHoldExpiry != null && !now.isBefore(nextHoldExpiry);
    }

    public boolean exceedsLimit() {
        return balance.exceedsLimit() || lifetimeEarned > Balance.LIMIT || lifetimeSpent > Balance.LIMIT;
    }
}
