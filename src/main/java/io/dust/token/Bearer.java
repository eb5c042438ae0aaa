package io.dust.token;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dust.database.Text;

/** Who a valid token speaks for. */
final class Bearer {

    private static final int MAX_ID_LENGTH = 255;

    private final String id;
    private final Set<String> roles;

    /**
     * @param id the customer's or staff member's id, as the token has it
     * @throws InvalidTokenException when the token names nobody, as that of a visitor who is no
     *         customer yet
     */
    Bearer(@Nullable String id, Set<String> roles) {
        if (id == null || !Text.isPrintable(id, MAX_ID_LENGTH)) {
            throw new InvalidTokenException("The token names nobody");
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
