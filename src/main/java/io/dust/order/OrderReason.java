package io.dust.order;

import static io.dust.ledger.Reason.Category.MALFORMED;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import io.dust.ledger.Reason;

/** Reasons that lie in what a shop says. */
public final class OrderReason {

    public static final Reason EVENT_INVALID = new Reason("event-invalid", "Event invalid", MALFORMED);
    public static final Reason EVENT_CONTRADICTION = new Reason("event-contradiction", "Event contradicts what is known",
            UNPROCESSABLE);

    private OrderReason() {
    }
}
