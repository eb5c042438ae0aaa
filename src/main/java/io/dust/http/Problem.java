package io.dust.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a call was refused (RFC 9457).
 *
 * @param error the title, under the name that it had in the first version
 * @param errors the invalid members
 */
// No resource method returns a problem, so the native build would not register it for JSON.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(examples = "urn:problem-type:dust:insufficient-points") String type,
        @Schema(examples = "Insufficient dust points") String title,
        @Schema(examples = "409") int status,
        @Schema(examples = "The customer has 5 points; 15 are required.") String detail,
        @Schema(examples = "Insufficient dust points") String error,
        @Nullable List<InvalidMember> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The header that names the group of the customer, so that a gateway can send the request to it. */
    public static final String GROUP = "Dust-Group";

    private static final String TYPE_PREFIX = "urn:problem-type:dust:";

    /** An invalid member of the request, and what would be right. */
    public record InvalidMember(@Schema(examples = "points") String member,
            @Schema(examples = "must be greater than or equal to 1") String message) {
    }

    /**
     * A problem.
     *
     * @param slug the last part of its type
     */
    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem(TYPE_PREFIX + slug, title, status, detail, title, null);
    }

    /** The refusal of a call that no resource has seen. */
    public static Problem of(int status) {
        String phrase = Optional.ofNullable(Response.Status.fromStatusCode(status)).map(Response.Status::getReasonPhrase)
                .orElse("Refused");
        return of(phrase.toLowerCase(Locale.ROOT).replace(' ', '-'), phrase, status, switch (status) {
            case 400 -> "The request is malformed.";
            case 404 -> "No resource exists at this path.";
            case 405 -> "This resource does not support the method.";
            case 406 -> "The response is application/json; the header Accept must allow it.";
            case 413 -> "The body is too large; at most 256 KiB are allowed.";
            case 415 -> "The body must be application/json.";
            case 414 -> "The target of the request is too long; at most 4096 bytes are allowed.";
            case 417 -> "Only 100-continue can be expected.";
            case 429 -> "At most 100 requests of one connection may wait for their answers.";
            case 431 -> "The headers are too large; at most 20 KiB are allowed.";
            case 501 -> "No resource supports the method.";
            default -> "The request cannot be processed.";
        });
    }

    /** The refusal of a call that may succeed when it is repeated. */
    public static Problem unavailable(String detail) {
        return of("unavailable", "Service unavailable", 503, detail);
    }

    /** The refusal for a reason of Dust. */
    public static Problem of(Reason reason, String detail) {
        return of(reason.slug(), reason.title(), status(reason.category()), detail);
    }

    private static int status(Reason.Category category) {
        return switch (category) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case STATE_REQUIRED -> 428;
            case UNAVAILABLE -> 503;
        };
    }

    /** The refusal of a request with invalid members. */
    public static Problem invalid(List<InvalidMember> errors) {
        InvalidMember first = errors.get(0);
        return new Problem(TYPE_PREFIX + "invalid-request", "Invalid request", 422,
                first.member() + " " + first.message() + ".", "Invalid request", errors);
    }

    /** The response with this problem as its body. */
    public RestResponse.ResponseBuilder<Problem> asResponse() {
        return RestResponse.ResponseBuilder.<Problem> create(status, title).entity(this).type(MediaType.valueOf(MEDIA_TYPE));
    }
}
