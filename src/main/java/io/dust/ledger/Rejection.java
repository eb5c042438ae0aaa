package io.dust.ledger;

/** What a caller asked for is refused, and nothing has changed. Every other exception is a bug. */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final boolean replayed;

    /** @param detail one sentence for the caller: what is wrong, and what would be right */
    public Rejection(Reason reason, String detail) {
        this(reason, detail, false);
    }

    /** @param replayed whether the same request was refused before and this repeats the answer */
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
