package io.dust.ledger;

/** The database is not there, or not now. Whether a change was made is not known; the same request may be sent again. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseUnavailable(Throwable cause) {
        super("The database cannot be reached", cause, false, false);
    }

    /** What the driver says. */
    public String detail() {
        Throwable root = this;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
