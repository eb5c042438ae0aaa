package io.dust.http;

import static io.dust.ledger.Reason.Category.MALFORMED;
import static io.dust.ledger.Reason.Category.STALE;
import static io.dust.ledger.Reason.Category.STATE_REQUIRED;

import io.dust.ledger.Reason;

/** Reasons that lie in the form of a request. */
public final class RequestReason {

    /** What arrived is no request, or its body is no JSON. */
    public static final Reason BAD_REQUEST = new Reason("bad-request", "Bad Request", MALFORMED);
    /** A header occurs twice, and only one of its values can count. */
    public static final Reason HEADER_REPEATED = new Reason("header-repeated", "Header repeated", MALFORMED);
    static final Reason KEY_MISSING = new Reason("idempotency-key-missing", "Idempotency key missing", MALFORMED);
    static final Reason KEY_INVALID = new Reason("idempotency-key-invalid", "Idempotency key invalid", MALFORMED);
    static final Reason PRECONDITION_INVALID = new Reason("precondition-invalid", "Precondition invalid", MALFORMED);
    static final Reason PRECONDITION_FAILED = new Reason("precondition-failed", "Precondition failed", STALE);
    static final Reason PRECONDITION_REQUIRED = new Reason("precondition-required", "Precondition required", STATE_REQUIRED);

    private RequestReason() {
    }
}
