package io.dust.account;

import org.jspecify.annotations.Nullable;

/**
 * Why an account changes.
 *
 * @param actor the customer, member of staff, event source or part of Dust that asked for the
 *        change, 1 to 255 characters
 * @param reason the client's own words, 1 to 500 characters; null when the kind and the reference
 *        say it all
 * @param reference the shop's own name of the cause; null when there is none
 */
public record Cause(String actor, @Nullable String reason, @Nullable Reference reference) {

    private static final String DUST = "dust";

    public @Nullable String referenceType() {
        return reference == null ? null : reference.type();
    }

    public @Nullable String referenceId() {
        return reference == null ? null : reference.id();
    }

    /** A cause without words of the client. */
    public static Cause of(String actor, @Nullable Reference reference) {
        return new Cause(actor, null, reference);
    }

    /** A change that Dust makes by itself as time passes. */
    public static Cause ofDust(@Nullable Reference reference) {
        return of(DUST, reference);
    }
}
