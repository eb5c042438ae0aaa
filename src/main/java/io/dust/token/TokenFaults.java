package io.dust.token;

import java.util.Map;
import java.util.stream.Collectors;

import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

import io.dust.http.limit.RefusalLog;

/** What is wrong with a token. The messages of the library contain the token and its claims. */
final class TokenFaults {

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "it has expired (exp)"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "it never expires (exp is missing)"),
            Map.entry(ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE, "it expires too late (exp)"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "it is not valid yet (nbf)"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "it was issued in the future (iat)"),
            Map.entry(ErrorCodes.ISSUER_MISSING, "it names no issuer (iss)"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "another issuer made it (iss)"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "it names no audience (aud)"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "it is for another audience (aud)"),
            Map.entry(ErrorCodes.SUBJECT_MISSING, "it names no subject (sub)"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "it is not signed"),
            Map.entry(ErrorCodes.SIGNATURE_INVALID, "its signature is wrong: another key or secret made it"),
            Map.entry(ErrorCodes.JSON_INVALID, "it is not valid JSON"));

    private TokenFaults() {
    }

    /** The reason that is counted and logged. */
    static RefusalLog.Reason reason(Exception fault) {
        if (fault instanceof InvalidJwtException invalid && invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
            return RefusalLog.Reason.TOKEN_EXPIRED;
        }
        return fault instanceof InvalidJwtException invalid && invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                ? RefusalLog.Reason.TOKEN_UNSIGNED
                : RefusalLog.Reason.TOKEN_INVALID;
    }

    /** A few words for staff, without the token's text and its claims. */
    static String text(Exception fault) {
        if (fault instanceof InvalidJwtException invalid && !invalid.getErrorDetails().isEmpty()) {
            return invalid.getErrorDetails().stream().map(TokenFaults::text).collect(Collectors.joining(", "));
        }
        return fault instanceof InvalidTokenException ? String.valueOf(fault.getMessage())
                : "the library cannot read it: " + fault.getClass().getSimpleName();
    }

    private static String text(ErrorCodeValidator.Error error) {
        return TEXTS.getOrDefault(error.getErrorCode(), "the library's error code is " + error.getErrorCode());
    }
}
