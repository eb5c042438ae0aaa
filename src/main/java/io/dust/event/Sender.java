package io.dust.event;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.dust.http.Roles;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** Who may send events: who has signed them, or who has a token with the role for it. */
@Singleton
class Sender {

    private final Signatures signatures;
    private final CurrentIdentityAssociation caller;

    Sender(Signatures signatures, CurrentIdentityAssociation caller) {
        this.signatures = signatures;
        this.caller = caller;
    }

    /** Ends when it is one of them, and fails with 401 or 403 when not. What is signed has to be signed well. */
    Uni<Void> require(Map<String, List<String>> headers, byte[] body) {
        if (headers.containsKey(Signatures.HEADER)) {
            return signatures.isSigned(headers, body) ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new Rejection(Reason.UNAUTHORIZED,
                            "The signature is not that of a known secret over this webhook-id, webhook-timestamp and body,"
                                    + " or is more than 5 minutes old."));
        }
        return caller.getDeferredIdentity().invoke(identity -> {
            if (identity.isAnonymous()) {
                throw new Rejection(Reason.UNAUTHORIZED,
                        "An event is signed as Standard Webhooks has it, or comes with a bearer token.");
            }
            if (!identity.hasRole(Roles.EVENTS)) {
                throw new ForbiddenException();
            }
        }).replaceWithVoid();
    }
}
