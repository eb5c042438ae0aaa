package io.dust.http;

import java.util.Arrays;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;

/**
 * What a writer of a versioned setting has seen, as RFC 9110 has it: its {@code ETag} in {@code If-Match}, or
 * {@code If-None-Match: *} when there was none.
 */
public record Precondition(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
        @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {

    private static final String ANY = "*";

    /** The {@code ETag} of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Lets the writer go on.
     *
     * @param version the setting's version now, 0 when there is none
     * @throws Rejection with 428 when the writer does not say what it has seen, and 412 when that is not what is there
     */
    public void require(long version) {
        if (ifMatch == null && ifNoneMatch == null) {
            throw new Rejection(Reason.PRECONDITION_REQUIRED,
                    "The header If-Match is needed with the ETag that you have read, or If-None-Match: * if there was nothing.");
        }
        if ((ifMatch != null && !matches(ifMatch, version)) || (ifNoneMatch != null && matches(ifNoneMatch, version))) {
            throw failed();
        }
    }

    /** For when somebody else was faster. */
    public static Rejection failed() {
        return new Rejection(Reason.PRECONDITION_FAILED, "It has been changed since you read it; read it again.");
    }

    private static boolean matches(String tags, long version) {
        return version > 0 && Arrays.stream(tags.split(",")).map(String::strip)
                .anyMatch(tag -> tag.equals(ANY) || tag.equals(etag(version)));
    }
}
