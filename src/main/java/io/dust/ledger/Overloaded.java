package io.dust.ledger;

/** More is asked for than can be done in good time. Nothing has happened; the same request may be sent again. */
public final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1;

    Overloaded() {
        super("Too many requests are waiting", null, false, false);
    }
}
