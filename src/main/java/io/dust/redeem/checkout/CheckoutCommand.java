package io.dust.redeem.checkout;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.dust.ledger.Need;
import io.dust.ledger.StatefulCommand;

/**
 * A command about a customer's checkouts. The state has all that is held, and what the command
 * names.
 */
public interface CheckoutCommand extends StatefulCommand<CheckoutState> {

    @Override
    default Need<CheckoutState> need() {
        return new CheckoutQuery(holdIds(), orderId().orElse(null), currencyOfRate().orElse(null), true).need();
    }

    /** The currency whose redemption rate the command needs. */
    default Optional<Currency> currencyOfRate() {
        return Optional.empty();
    }

    /** The holds that the command names. */
    default List<UUID> holdIds() {
        return List.of();
    }

    /** The order that the command names. */
    default Optional<String> orderId() {
        return Optional.empty();
    }
}
