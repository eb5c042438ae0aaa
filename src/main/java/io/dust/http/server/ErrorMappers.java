package io.dust.http.server;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.dust.database.DatabaseUnavailable;
import io.dust.database.Overloaded;
import io.dust.http.AllowedMethods;
import io.dust.http.Problem;
import io.dust.http.RequestReason;
import io.dust.http.input.Amounts;
import io.dust.http.input.Instants;
import io.dust.http.json.StrictJson;
import io.dust.http.limit.RefusalLog;
import io.dust.http.limit.RefusedCaller;
import io.dust.http.limit.TooManyRequests;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Maps failures outside the resources, outages and bugs to problems. */
class ErrorMappers {

    static final int RETRY_AFTER_SECONDS = 1;
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    private final Refusals refusals;

    ErrorMappers(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    RestResponse<Problem> tokenMissing(UnauthorizedException e, HttpServerRequest request) {
        return refusals.unauthorized(RefusalLog.Reason.TOKEN_MISSING, "The Authorization header must carry a bearer token.",
                "Bearer", request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> tokenRefused(AuthenticationFailedException e, HttpServerRequest request) {
        return refusals.unauthorized(RefusedCaller.reasonOf(e),
                "The token is invalid or expired, or its issuer is not configured.",
                "Bearer error=\"invalid_token\"", request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> roleMissing(ForbiddenException e, HttpServerRequest request) {
        refusals.forbidden(request);
        return Problem.of("forbidden", "Forbidden", 403, "The token is valid, but its role does not allow this call.")
                .asResponse().build();
    }

    @ServerExceptionMapper
    Uni<RestResponse<Problem>> tooMany(TooManyRequests e, HttpServerRequest request) {
        return refusals.slowly(refusals.tooMany(e, request));
    }

    @ServerExceptionMapper
    RestResponse<Problem> notAllowed(NotAllowedException e, HttpServerRequest request) {
        return notAllowed(AllowedMethods.of(request.path()));
    }

    /** The framework also says this of a path without the method, when several resources share its beginning. */
    @ServerExceptionMapper
    RestResponse<Problem> notFound(NotFoundException e, HttpServerRequest request) {
        String methods = AllowedMethods.of(request.path());
        return methods.isEmpty() || Set.of(methods.split(", ")).contains(request.method().name())
                ? Problem.of(404).asResponse().build()
                : notAllowed(methods);
    }

    /** A path with dot segments is one of another resource. */
    private static RestResponse<Problem> notAllowed(String methods) {
        return methods.isEmpty() ? Problem.of(404).asResponse().build()
                : Problem.of(405).asResponse().header(HttpHeaders.ALLOW, methods).build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> mismatched(MismatchedInputException e) {
        String message = e instanceof UnrecognizedPropertyException ? "is not a known member" : mustBe(e.getTargetType());
        return Problem.invalid(List.of(new Problem.InvalidMember(member(e), message))).asResponse().build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(WebApplicationException e) {
        if (e.getCause() instanceof MismatchedInputException mismatched) {
            return mismatched(mismatched);
        }
        if (e.getCause() instanceof JsonMappingException mapping && mapping.getCause() instanceof InputCoercionException) {
            return Problem.invalid(List.of(new Problem.InvalidMember(member(mapping), mustBe(Long.class)))).asResponse()
                    .build();
        }
        int status = e.getResponse().getStatus();
        if (status == RestResponse.StatusCode.BAD_REQUEST && e.getCause() instanceof JsonProcessingException json) {
            return Problem.of(RequestReason.BAD_REQUEST, StrictJson.fault(json)).asResponse().build();
        }
        return status < 500 ? Problem.of(status).asResponse().build() : unexpected(e);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unavailable(DatabaseUnavailable e) {
        LOG.warnf("The database cannot be reached: %s", e.detail());
        return unavailable("The database cannot be reached; repeat the request.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> overloaded(Overloaded e) {
        return unavailable("Too many requests are waiting; repeat the request later.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> unavailable(ServiceUnavailableException e) {
        return unavailable(String.valueOf(e.getMessage()));
    }

    /** A body that is too large is answered already; one that breaks off has nobody to answer. */
    @ServerExceptionMapper
    Uni<RestResponse<Problem>> bodyNotRead(IOException e, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            LOG.debugf(e, "A body was not read to its end");
            return Uni.createFrom().nothing();
        }
        return Uni.createFrom().item(unexpected(e));
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable e) {
        UUID id = UUID.randomUUID();
        LOG.errorf(e, "Unexpected error %s", id);
        return Problem.of("internal-error", "Internal server error", 500,
                "An unexpected error occurred; the log describes it under " + id + ".").asResponse().build();
    }

    private static RestResponse<Problem> unavailable(String detail) {
        return Problem.unavailable(detail).asResponse().header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
    }

    private static String member(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String mustBe(Class<?> type) {
        if (type == Long.class || type == Integer.class) {
            return "must be a JSON integer";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants()).map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == BigDecimal.class) {
            return Amounts.MUST_BE;
        }
        if (type == Instant.class) {
            return Instants.MUST_BE;
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a JSON array";
        }
        return type == String.class ? "must be a JSON string" : "must be a JSON object";
    }
}
