package io.dust.ledger;

/** A request is rejected, and nothing has changed. Every other exception is a bug or an outage. */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final boolean replayed;

    /** @param detail one sentence for the caller: what is wrong, and what would be right */
    public Rejection(Reason reason, String detail) {
        this(reason, detail, false);
    }

    /** @param replayed whether this repeats the rejection of the same request */
    Rejection(Reason reason, String detail, boolean replayed) {
        // Expected and frequent: no stack trace, no suppression.
        super(detail, null, false, false);
        this.reason = reason;
        this.replayed = replayed;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public boolean replayed() {
        return replayed;
    }
}
