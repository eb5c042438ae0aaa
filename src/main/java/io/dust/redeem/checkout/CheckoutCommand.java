package io.dust.redeem.checkout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.event.RefusedEvents;
import io.dust.ledger.PostingResult;
import io.dust.ledger.StatefulCommand;

/**
 * A command about a customer's checkouts. The state has all that is held, and what the command
 * names.
 */
public interface CheckoutCommand extends StatefulCommand<CheckoutState> {

    @Override
    default Class<CheckoutState> stateType() {
        return CheckoutState.class;
    }

    /** A customer has one state. */
    @Override
    default String stateId() {
        return "";
    }

    /** Whether the command needs the redemption rates. */
    default boolean needsRates() {
        return false;
    }

    /** The holds that the command names. */
    default List<UUID> holdIds() {
        return List.of();
    }

    /** The order that the command names. */
    default Optional<String> orderId() {
        return Optional.empty();
    }

    /**
     * The event that staff should see, if there is one.
     *
     * @param newState null when the state does not change
     */
    default Optional<RefusedEvents.Refused> refusedEvent(PostingResult result, @Nullable CheckoutState newState) {
        return Optional.empty();
    }
}
