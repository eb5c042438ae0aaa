package io.dust.http;

import java.util.List;

import io.dust.database.Text;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * The ids that a customer can have: 1 to 255 printable characters, but no segment of a path below
 * {@code /admin/dust} that means something else. Staff could not reach such a customer.
 */
public final class CustomerIds {

    static final String PARAMETER = "customer_id";

    private static final String NONE_OF = ". .. earning-rules events redemption-rates verify";

    /** The segments of other routes, and the steps within a path. */
    static final List<String> RESERVED = List.of(NONE_OF.split(" ", -1));

    static final String MUST_BE = "must be 1 to 255 printable characters, and none of: " + NONE_OF;

    /** The same for the description of the API. */
    static final String PATTERN = "^(?!(?:\\.|\\.\\.|earning-rules|events|redemption-rates|verify)$)" + Text.NAME;

    private static final int MAX_LENGTH = 255;

    private CustomerIds() {
    }

    static boolean isValid(String id) {
        return Text.isPrintable(id, MAX_LENGTH) && !RESERVED.contains(id);
    }

    /**
     * Requires an id that a customer can have.
     *
     * @param member the name of the id in the request
     * @throws InvalidRequest naming the member
     */
    public static String require(String member, String id) {
        if (!Text.isPrintable(id, MAX_LENGTH)) {
            throw new InvalidRequest(member, "must be 1 to " + MAX_LENGTH + " printable characters");
        }
        if (RESERVED.contains(id)) {
            throw new InvalidRequest(member, "must be none of: " + NONE_OF);
        }
        return id;
    }

    /**
     * The customer who calls, by the subject of the token.
     *
     * @throws InvalidRequest when no customer can have the id
     */
    public static String of(SecurityIdentity caller) {
        return require(PARAMETER, caller.getPrincipal().getName());
    }
}
