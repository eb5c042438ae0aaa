package io.dust.event;

import static io.dust.ledger.Reason.Category.TOO_LARGE;
import static io.dust.ledger.Reason.Category.UNAUTHENTICATED;

import io.dust.ledger.Reason;

/** Reasons that lie in how events are sent. */
final class EventReason {

    static final Reason UNAUTHORIZED = new Reason("unauthorized", "Unauthorized", UNAUTHENTICATED);
    static final Reason BATCH_TOO_LARGE = new Reason("batch-too-large", "Batch too large", TOO_LARGE);

    /** The reason of an event with a member that is wrong, as problems name it. */
    static final String INVALID_REQUEST = "invalid-request";

    private EventReason() {
    }
}
