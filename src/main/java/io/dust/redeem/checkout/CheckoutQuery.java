package io.dust.redeem.checkout;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Need;

/**
 * What a command needs to know of a customer's checkouts.
 *
 * @param holdIds the holds that it names
 * @param orderId the order whose cost it needs; null for none
 * @param rateFor the currency whose redemption rates it needs; null for none
 * @param openHolds whether it needs all holds that are open
 */
public record CheckoutQuery(List<UUID> holdIds, @Nullable String orderId, @Nullable Currency rateFor, boolean openHolds) {

    /** A customer has one state. */
    public Need<CheckoutState> need() {
        return new Need.One<>(CheckoutState.class, "", this);
    }
}
