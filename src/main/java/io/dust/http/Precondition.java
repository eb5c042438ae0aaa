package io.dust.http;

import java.util.Arrays;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Rejection;

/**
 * The version of a setting that the writer has read (RFC 9110): its {@code ETag} in {@code
 * If-Match}, or {@code If-None-Match: *} when there was none.
 */
public record Precondition(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
        @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {

    private static final String ANY = "*";

    /** The {@code ETag} of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Compares the version that the writer has read with the present one.
     *
     * @param version the present version, 0 when there is none
     * @throws Rejection when the request has neither header, and when the versions differ
     */
    public void require(long version) {
        if (ifMatch == null && ifNoneMatch == null) {
            throw new Rejection(RequestReason.PRECONDITION_REQUIRED,
                    "The header If-Match must carry the ETag that you have read, or If-None-Match must be * if there was none.");
        }
        if ((ifMatch != null && !matches(ifMatch, version)) || (ifNoneMatch != null && matches(ifNoneMatch, version))) {
            throw failed();
        }
    }

    /** The rejection of a writer that has read an older version. */
    public static Rejection failed() {
        return new Rejection(RequestReason.PRECONDITION_FAILED, "The setting has changed since you read it; read it again.");
    }

    private static boolean matches(String tags, long version) {
        return version > 0 && Arrays.stream(tags.split(",")).map(String::strip)
                .anyMatch(tag -> tag.equals(ANY) || tag.equals(etag(version)));
    }
}
