package io.dust.redeem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;

/** A request that concerns what a customer's points are held for: what it needs to see, and what it concludes. */
interface WalletRequest extends Considered.Consideration<Wallet> {

    /** See {@link io.dust.ledger.Intent#label()}. */
    String label();

    /** See {@link io.dust.ledger.Intent#canonical()}. */
    String canonical();

    /** Whether it asks what points are worth. */
    default boolean needsRates() {
        return false;
    }

    /** The holds that it names. */
    default List<UUID> holdIds() {
        return List.of();
    }

    /** The order that it names. */
    default Optional<String> orderId() {
        return Optional.empty();
    }

    Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now);

    @Override
    default Considered.Conclusion<Wallet> conclude(Optional<Wallet> row, Balance balance, Instant now) {
        return conclude(row.orElseThrow(), balance, now);
    }
}
