package io.dust.order;

import static io.dust.ledger.Reason.Category.CONFLICT;
import static io.dust.ledger.Reason.Category.MALFORMED;
import static io.dust.ledger.Reason.Category.NOT_FOUND;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;

/** Reasons that lie in what a shop says. */
public final class OrderReason {

    public static final Reason EVENT_INVALID = new Reason("event-invalid", "Event invalid", MALFORMED);
    public static final Reason EVENT_CONTRADICTION = new Reason("event-contradiction", "Event contradicts what is known",
            UNPROCESSABLE);
    public static final Reason EARNS_TOO_MUCH = new Reason("earns-too-much", "Too many dust points", UNPROCESSABLE);

    /**
     * The order belongs to another customer, whom the detail names: the event is handled on their
     * account.
     */
    public static final Reason OTHER_CUSTOMER = new Reason("other-customer", "Order of another customer", CONFLICT);

    public static final Reason REFUND_EXCEEDS_TOTAL = new Reason("refund-exceeds-total", "Refund exceeds the total",
            UNPROCESSABLE);
    public static final Reason DISCOUNT_UNMATCHED = new Reason("discount-unmatched", "Discount without a hold",
            UNPROCESSABLE);

    public static final Reason DISCOUNT_NOT_FOUND = new Reason("discount-not-found", "Discount not found", NOT_FOUND);
    public static final Reason DISCOUNT_DECIDED = new Reason("discount-decided", "Discount is decided", CONFLICT);

    private OrderReason() {
    }

    /** The rejection of an event that is not what it must be. */
    public static Rejection invalid(String detail) {
        return new Rejection(EVENT_INVALID, detail);
    }
}
