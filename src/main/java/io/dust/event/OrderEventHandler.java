package io.dust.event;

import java.util.List;

import io.dust.ledger.Concluded;
import io.smallrye.mutiny.Uni;

/** Who does something about orders; each feature that does has one. */
public interface OrderEventHandler {

    /** By which an {@link Concluded#outcome()} says that something new was learned. */
    String APPLIED = "applied";

    /** By which it says that all of it had been told before. */
    String DUPLICATE = "duplicate";

    /** By which it says that nothing follows from it. */
    String IGNORED = "ignored";

    /**
     * What it does about one, in parts that take effect each by itself, at most once for an event; or fail, as
     * {@link io.dust.ledger.Ledger#post} does.
     */
    List<Uni<Concluded<?>>> handle(OrderEvent event);
}
