package io.dust.http.limit;

import java.util.Map;

import io.quarkus.security.AuthenticationFailedException;

/** The failure of an authentication, with its reason, and without the token or its claims. */
public final class RefusedCaller {

    private static final String REASON = "reason";

    private RefusedCaller() {
    }

    public static AuthenticationFailedException because(RefusalLog.Reason reason) {
        return new AuthenticationFailedException(reason.name(), Map.of(REASON, reason));
    }

    public static RefusalLog.Reason reasonOf(AuthenticationFailedException e) {
        return e.getAttribute(REASON) instanceof RefusalLog.Reason reason ? reason : RefusalLog.Reason.TOKEN_INVALID;
    }
}
