package io.dust.account;

import java.util.Locale;
import java.util.UUID;

import io.dust.database.Text;

/**
 * The id of a request to change an account. With the customer it takes effect at most once. Each
 * origin has a name space of its own, so that a customer's key never meets the shop's.
 *
 * @param origin who chose the key
 * @param key 1 to 255 printable characters
 */
public record RequestId(Origin origin, String key) {

    /** Who chose the key. The name is stored, and so never changes. */
    public enum Origin {
        /** A customer. */
        CUSTOMER,
        /** Staff or the shop's server. */
        STAFF,
        /** The sender of an event. */
        EVENT,
        /** Dust itself. */
        INTERNAL,
        /** No client: the request cannot be repeated. */
        UNNAMED;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /** A key of the customer's own. */
    public static RequestId ofCustomer(String key) {
        return checked(Origin.CUSTOMER, key);
    }

    /** A key of staff or of the shop's server. */
    public static RequestId ofStaff(String key) {
        return checked(Origin.STAFF, key);
    }

    /** An event. Source and id together name it. */
    public static RequestId ofEvent(String source, String id) {
        return checked(Origin.EVENT, source + " " + id);
    }

    /** A request that Dust makes by itself, and may make again. */
    public static RequestId internal(String key) {
        return checked(Origin.INTERNAL, key);
    }

    /** A request that is recognized as a repetition by other means than its id. */
    public static RequestId unnamed() {
        return new RequestId(Origin.UNNAMED, UUID.randomUUID().toString());
    }

    private static RequestId checked(Origin origin, String key) {
        Text.requirePrintable("request id", key, 255);
        return new RequestId(origin, key);
    }

    /** The id of a stored form. */
    public static RequestId ofStored(String stored) {
        int colon = stored.indexOf(':');
        return new RequestId(Origin.valueOf(stored.substring(0, colon).toUpperCase(Locale.ROOT)), stored.substring(colon + 1));
    }

    /** The form that tables keep: the origin, a colon and the key. */
    public String stored() {
        return origin.prefix + key;
    }

    /** The form that people see: the client's own key as it was sent, any other with its origin. */
    public String shown() {
        return switch (origin) {
            case CUSTOMER, STAFF -> key;
            case EVENT, INTERNAL, UNNAMED -> stored();
        };
    }

    /**
     * Whether a result without a transaction is stored under the id. Nobody repeats a request
     * without a name. A repeated event that was rejected is decided again, because what is known may
     * have changed.
     */
    public boolean keeps(boolean rejection) {
        return origin != Origin.UNNAMED && !(rejection && origin == Origin.EVENT);
    }
}
