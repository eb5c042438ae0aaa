package io.dust.http.server;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.dust.database.Misdirected;
import io.dust.http.Idempotency;
import io.dust.http.InvalidRequest;
import io.dust.http.Problem;
import io.dust.http.limit.RefusalLog;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.vertx.core.http.HttpServerRequest;

/** Maps the rejections of Dust, invalid members and misdirected requests to problems. */
class RejectionMappers {

    /** RFC 9110, section 15.5.20. */
    private static final int MISDIRECTED = 421;

    private final Refusals refusals;

    RejectionMappers(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    RestResponse<Problem> rejected(Rejection rejection, HttpServerRequest request) {
        if (rejection.reason().category() == Reason.Category.UNAUTHENTICATED) {
            return refusals.unauthorized(RefusalLog.Reason.SIGNATURE_WRONG, rejection.detail(), "Bearer", request);
        }
        RestResponse.ResponseBuilder<Problem> response = Problem.of(rejection.reason(), rejection.detail()).asResponse();
        if (rejection.reason().category() == Reason.Category.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, ErrorMappers.RETRY_AFTER_SECONDS);
        }
        return rejection.replayed() ? response.header(Idempotency.REPLAYED, true).build() : response.build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> misdirected(Misdirected misdirected) {
        return Problem.of("misdirected", "Misdirected request", MISDIRECTED,
                "The customer belongs to group " + misdirected.group() + ", which this instance does not serve.").asResponse()
                .header(Problem.GROUP, misdirected.group()).build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalid(InvalidRequest invalid) {
        return Problem.invalid(List.of(invalid.invalidMember())).asResponse().build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> violated(ConstraintViolationException violated) {
        return Problem.invalid(violated.getConstraintViolations().stream()
                .map(RejectionMappers::invalidMember)
                .sorted(Comparator.comparing(Problem.InvalidMember::member).thenComparing(Problem.InvalidMember::message))
                .toList()).asResponse().build();
    }

    private static Problem.InvalidMember invalidMember(ConstraintViolation<?> violation) {
        return new Problem.InvalidMember(member(violation.getPropertyPath()), violation.getMessage());
    }

    /** The path in the request: without the Java method, and without its parameter for the body. */
    private static String member(Path path) {
        StringBuilder members = new StringBuilder();
        String parameter = "body";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                members.append(members.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return snakeCase(members.isEmpty() ? parameter : members.toString());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
