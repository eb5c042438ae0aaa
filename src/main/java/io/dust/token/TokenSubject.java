package io.dust.token;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dust.database.Text;

/** The customer, staff member or sender of events that a valid token identifies. */
final class TokenSubject {

    private static final int MAX_ID_LENGTH = 255;

    private final String id;
    private final Set<String> roles;

    /**
     * @param id the id of the customer or staff member, from the token
     * @throws InvalidTokenException if the id is missing or empty, as for a visitor who is not
     *         registered yet
     */
    TokenSubject(@Nullable String id, Set<String> roles) {
        if (id == null || !Text.isPrintable(id, MAX_ID_LENGTH)) {
            throw new InvalidTokenException(
                    "The token has no usable subject; its id must be 1 to " + MAX_ID_LENGTH + " printable characters");
        }
        this.id = id;
        this.roles = Set.copyOf(roles);
    }

    String id() {
        return id;
    }

    Set<String> roles() {
        return roles;
    }
}
