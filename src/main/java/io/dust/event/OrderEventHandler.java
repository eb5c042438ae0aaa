package io.dust.event;

import io.dust.ledger.Concluded;
import io.smallrye.mutiny.Uni;

/** Who does something about orders. */
public interface OrderEventHandler {

    /** By which an {@link Concluded#outcome()} says that something new was learned. */
    String APPLIED = "applied";

    /** By which it says that all of it had been told before. */
    String DUPLICATE = "duplicate";

    /** By which it says that nothing follows from it. */
    String IGNORED = "ignored";

    /** Does it, at most once for an event; or fails, as {@link io.dust.ledger.Ledger#post} does. */
    Uni<Concluded> handle(OrderEvent event);
}
