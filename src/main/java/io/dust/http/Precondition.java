package io.dust.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.dust.ledger.Rejection;

/**
 * The version of a setting that the writer has read (RFC 9110): its {@code ETag} in {@code
 * If-Match}, or {@code If-None-Match: *} when there was none. Each is a list, which several lines of
 * the header may continue.
 */
public record Precondition(
        @Parameter(description = "The ETag of the version that was read", schema = @Schema(type = SchemaType.STRING)) @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
        @Parameter(description = "* when there was no version", schema = @Schema(type = SchemaType.STRING)) @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    /** One element of a list, and the comma behind it. Elements may be empty. */
    private static final Pattern ELEMENT = Pattern
            .compile("\\G[ \\t]*+((?:W/)?+\"[!#-~\\x80-\\xFF]*+\")?+[ \\t]*+(?:,|$)");

    /** The {@code ETag} of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Compares the version that the writer has read with the present one.
     *
     * @param version the present version, 0 when there is none
     * @throws Rejection when the request has neither header or a malformed one, and when the versions
     *         differ
     */
    public void require(long version) {
        Optional<List<String>> expected = tags(HttpHeaders.IF_MATCH, ifMatch);
        Optional<List<String>> unexpected = tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
        if (expected.isEmpty() && unexpected.isEmpty()) {
            throw new Rejection(RequestReason.PRECONDITION_REQUIRED,
                    "The header If-Match must carry the ETag that you have read, or If-None-Match must be * if there was none.");
        }
        if ((expected.isPresent() && !isAmong(expected.get(), version))
                || (unexpected.isPresent() && isAmong(strong(unexpected.get()), version))) {
            throw failed();
        }
    }

    /** The rejection of a writer that has read an older version. */
    public static Rejection failed() {
        return new Rejection(RequestReason.PRECONDITION_FAILED, "The setting has changed since you read it; read it again.");
    }

    private static boolean isAmong(List<String> tags, long version) {
        return version > 0 && (tags.contains(ANY) || tags.contains(etag(version)));
    }

    /** The tags as {@code If-None-Match} compares them: whether they are weak does not matter. */
    private static List<String> strong(List<String> tags) {
        return tags.stream().map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag).toList();
    }

    private static Optional<List<String>> tags(String header, List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String list = String.join(",", lines);
        return Optional.of(list.strip().equals(ANY) ? List.of(ANY) : parse(header, list));
    }

    private static List<String> parse(String header, String list) {
        List<String> tags = new ArrayList<>();
        Matcher elements = ELEMENT.matcher(list);
        int end = 0;
        while (elements.find()) {
            end = elements.end();
            Optional.ofNullable(elements.group(1)).ifPresent(tags::add);
        }
        if (end != list.length() || tags.isEmpty()) {
            throw new Rejection(RequestReason.PRECONDITION_INVALID,
                    "The header " + header + " must be * or a list of ETags, such as \"3\".");
        }
        return tags;
    }
}
