package io.dust.http;

/** Who may call what. */
public final class Roles {

    /** A customer, who sees their own points and nobody else's. */
    public static final String CUSTOMER = "customer";

    /** Somebody who works for the shop. */
    public static final String STAFF = "staff";

    /** The shop itself, which tells what happens in it. */
    public static final String EVENTS = "events";

    private Roles() {
    }
}
