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
 * Why a call was refused, as RFC 9457 has it.
 *
 * @param error the title once more, under the name that the first version gave it
 * @param errors the members that are not valid
 */
// No resource method returns it, so the native build would not know that it becomes JSON.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(examples = "urn:problem-type:dust:insufficient-points") String type,
        @Schema(examples = "Insufficient dust points") String title,
        @Schema(examples = "409") int status,
        @Schema(examples = "15 points are needed, and 5 are there.") String detail,
        @Schema(examples = "Insufficient dust points") String error,
        @Nullable List<InvalidMember> errors) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:problem-type:dust:";

    /** A member of the request, and what would be right. */
    public record InvalidMember(@Schema(examples = "points") String member,
            @Schema(examples = "must be greater than or equal to 1") String message) {
    }

    static Problem of(String slug, String title, int status, String detail) {
        return new Problem(TYPE_PREFIX + slug, title, status, detail, title, null);
    }

    /** Why HTTP itself refuses the call. */
    static Problem of(int status) {
        String phrase = Optional.ofNullable(Response.Status.fromStatusCode(status)).map(Response.Status::getReasonPhrase)
                .orElse("Refused");
        return of(phrase.toLowerCase(Locale.ROOT).replace(' ', '-'), phrase, status, switch (status) {
            case 400 -> "The body is not valid JSON.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method.";
            case 406 -> "Only application/json can be answered.";
            case 413 -> "The body is too large.";
            case 415 -> "The body must be application/json.";
            default -> "The request cannot be answered.";
        });
    }

    /** What would have been answered had it come at another moment. */
    static Problem unavailable(String detail) {
        return of("unavailable", "Service unavailable", 503, detail);
    }

    static Problem of(Reason reason, String detail) {
        return of(reason.slug(), reason.title(), reason.status(), detail);
    }

    static Problem invalid(List<InvalidMember> errors) {
        InvalidMember first = errors.get(0);
        return new Problem(TYPE_PREFIX + "invalid-request", "Invalid request", 422,
                first.member() + " " + first.message() + ".", "Invalid request", errors);
    }

    RestResponse.ResponseBuilder<Problem> asResponse() {
        return RestResponse.ResponseBuilder.<Problem> create(status, title).entity(this).type(MediaType.valueOf(MEDIA_TYPE));
    }
}
