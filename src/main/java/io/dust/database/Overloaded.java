package io.dust.database;

/**
 * More requests are waiting than can be answered in time. Nothing was changed; the client may
 * repeat the request.
 */
public final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Overloaded() {
        super("Too many requests are waiting", null, false, false);
    }
}
