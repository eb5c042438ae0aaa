package io.dust.database;

/**
 * The database cannot be reached. Whether a change was made is not known; the client may repeat the
 * request.
 */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseUnavailable(Throwable cause) {
        super("The database cannot be reached", cause, false, false);
    }

    /** The message of the driver. */
    public String detail() {
        Throwable root = this;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
