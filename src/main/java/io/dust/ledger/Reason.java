package io.dust.ledger;

/**
 * Why a request is rejected. Each package has its own reasons; the edge maps their categories to
 * status codes.
 *
 * @param slug the stable name in URIs and tables, such as {@code insufficient-points}
 * @param title a few words for people
 */
public record Reason(String slug, String title, Category category) {

    /** What kind of fault it is, whatever the protocol. */
    public enum Category {
        /** The request cannot be understood. */
        MALFORMED,
        /** The caller is unknown. */
        UNAUTHENTICATED,
        /** The request names something that does not exist. */
        NOT_FOUND,
        /** The present state does not allow the request. */
        CONFLICT,
        /** The caller has read an older state than the present one. */
        STALE,
        /** The caller must say which state it has read. */
        STATE_REQUIRED,
        /** The request is larger than a limit. */
        TOO_LARGE,
        /** The request is understood and can never be done. */
        UNPROCESSABLE,
        /** The request may succeed when it is repeated. */
        UNAVAILABLE
    }
}
