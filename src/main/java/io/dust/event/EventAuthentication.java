package io.dust.event;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.dust.http.Roles;
import io.dust.ledger.Rejection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/**
 * Authenticates the sender of events: by a signature over the body, or by a token with the role for
 * events.
 */
@Singleton
class EventAuthentication {

    private final Signatures signatures;
    private final CurrentIdentityAssociation caller;

    EventAuthentication(Signatures signatures, CurrentIdentityAssociation caller) {
        this.signatures = signatures;
        this.caller = caller;
    }

    /**
     * Fails unless the sender is authenticated. A signature that is present must be right, whatever
     * the token.
     */
    Uni<Void> authenticate(Map<String, List<String>> headers, byte[] body) {
        if (headers.containsKey(Signatures.HEADER)) {
            return signatures.isSigned(headers, body) ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new Rejection(EventReason.UNAUTHORIZED,
                            "The signature does not match any configured secret for this webhook-id, webhook-timestamp and body,"
                                    + " or the timestamp differs by more than 5 minutes."));
        }
        return caller.getDeferredIdentity().invoke(identity -> {
            if (identity.isAnonymous()) {
                throw new Rejection(EventReason.UNAUTHORIZED,
                        "An event must be signed by Standard Webhooks, or be sent with a bearer token.");
            }
            if (!identity.hasRole(Roles.EVENTS)) {
                throw new ForbiddenException();
            }
        }).replaceWithVoid();
    }
}
