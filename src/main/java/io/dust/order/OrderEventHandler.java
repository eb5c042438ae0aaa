package io.dust.order;

import java.util.List;

import io.dust.ledger.PostingResult;
import io.smallrye.mutiny.Uni;

/** A feature that changes points when something happens to an order. */
public interface OrderEventHandler {

    /** The outcome of an event that said something new. */
    String APPLIED = "applied";

    /** The outcome of an event that said only what was known. */
    String DUPLICATE = "duplicate";

    /** The outcome of an event that changes nothing for this feature. */
    String IGNORED = "ignored";

    /**
     * Handles an event. Each result takes effect by itself, at most once for an event, or fails as
     * {@link io.dust.batch.Postings#post} does.
     */
    List<Uni<PostingResult>> handle(OrderEvent event);
}
