package io.dust.ledger;

/**
 * Every reason for which Dust refuses what a caller asked for. The ledger keeps the reason of a refused request by its
 * {@link #slug()}, so slugs are stable.
 */
public enum Reason {
    INSUFFICIENT_POINTS("insufficient-points", 409, "Insufficient dust points"),
    BALANCE_LIMIT("balance-limit", 409, "Too many dust points"),
    ALREADY_REVERSED("already-reversed", 409, "Transaction already reversed"),
    NOT_REVERSIBLE("not-reversible", 409, "Transaction cannot be reversed"),
    TRANSACTION_NOT_FOUND("transaction-not-found", 404, "Transaction not found"),
    CUSTOMER_NOT_FOUND("customer-not-found", 404, "Customer not found"),
    UNAUTHORIZED("unauthorized", 401, "Unauthorized"),
    EVENT_INVALID("event-invalid", 400, "Event invalid"),
    EVENT_CONTRADICTION("event-contradiction", 422, "Event contradicts what is known"),
    EARNS_TOO_MUCH("earns-too-much", 422, "Too many dust points"),
    BATCH_TOO_LARGE("batch-too-large", 413, "Batch too large"),
    RULE_NOT_FOUND("rule-not-found", 404, "Rule not found"),
    RATE_NOT_FOUND("rate-not-found", 404, "Rate not found"),
    HOLD_NOT_FOUND("hold-not-found", 404, "Hold not found"),
    HOLD_ENDED("hold-ended", 409, "Hold has ended"),
    HOLD_CHANGED("hold-changed", 409, "Hold has changed"),
    DISCOUNT_UNAVAILABLE("discount-unavailable", 503, "Discount unavailable"),
    TOO_MANY_HOLDS("too-many-holds", 409, "Too many holds"),
    NOT_REDEEMABLE("not-redeemable", 422, "Points cannot be spent"),
    PRECONDITION_FAILED("precondition-failed", 412, "Precondition failed"),
    PRECONDITION_REQUIRED("precondition-required", 428, "Precondition required"),
    REQUEST_ID_REUSED("idempotency-key-reused", 422, "Idempotency key reused"),
    REQUEST_ID_MISSING("idempotency-key-missing", 400, "Idempotency key missing"),
    REQUEST_ID_INVALID("idempotency-key-invalid", 400, "Idempotency key invalid");

    private final String slug;
    private final int status;
    private final String title;

    Reason(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The reason's own name in URIs and tables. */
    public String slug() {
        return slug;
    }

    /** The status code of RFC 9110 that a caller gets. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    static Reason ofSlug(String slug) {
        for (Reason reason : values()) {
            if (reason.slug.equals(slug)) {
                return reason;
            }
        }
        throw new IllegalStateException("No reason is called " + slug);
    }
}
