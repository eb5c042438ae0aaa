package io.dust.http;

public final class Roles {

    /** A customer, who sees only their own points. */
    public static final String CUSTOMER = "customer";

    /** Staff of the shop, or its server. */
    public static final String STAFF = "staff";

    /** The shop's server, as the sender of events. */
    public static final String EVENTS = "events";

    private Roles() {
    }
}
