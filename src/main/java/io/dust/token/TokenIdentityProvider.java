package io.dust.token;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;

import org.jboss.logging.Logger;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.Headers;

import io.quarkus.runtime.util.ExceptionUtil;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Turns a bearer token into the caller, in place of the extension's provider, which knows one
 * issuer only.
 */
@Singleton
class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    /** Its provider has the default priority, {@link IdentityProvider#SYSTEM_FIRST} + 1. */
    private static final int BEFORE_THE_EXTENSION = SYSTEM_FIRST + 2;

    private static final Logger LOG = Logger.getLogger(TokenIdentityProvider.class);

    /** Reads the claims without believing them, to learn whose key to take. */
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    /** Headers by which a token would bring its own key. */
    private static final List<String> KEY_HEADERS = List.of("jku", "x5u", "jwk");

    private final TokenIssuers issuers;
    private final VerifiedTokens verified;

    TokenIdentityProvider(TokenIssuers issuers, VerifiedTokens verified) {
        this.issuers = issuers;
        this.verified = verified;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return BEFORE_THE_EXTENSION;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        return verified.find(token).map(bearer -> Uni.createFrom().item(identity(bearer)))
                .orElseGet(() -> verify(token, context));
    }

    private Uni<SecurityIdentity> verify(String token, AuthenticationRequestContext context) {
        try {
            JwtContext claimed = UNVERIFIED.process(token);
            TokenIssuer issuer = issuers.claimedBy(claimed.getJwtClaims().getIssuer())
                    .orElseThrow(() -> new AuthenticationFailedException("No issuer for the token"));
            return issuer.fetchesKeys() ? context.runBlocking(() -> verify(claimed, issuer))
                    : Uni.createFrom().item(() -> verify(claimed, issuer));
        } catch (InvalidJwtException | MalformedClaimException e) {
            LOG.debug("Token refused", e);
            throw new AuthenticationFailedException(e);
        }
    }

    private SecurityIdentity verify(JwtContext token, TokenIssuer issuer) {
        try {
            refuseUnusual(token);
            issuer.consumer().processContext(token);
            Bearer bearer = issuer.bearer(token.getJwtClaims());
            verified.remember(token.getJwt(), bearer,
                    Instant.ofEpochMilli(token.getJwtClaims().getExpirationTime().getValueInMillis()));
            return identity(bearer);
        } catch (InvalidJwtException | MalformedClaimException | InvalidTokenException e) {
            if (ExceptionUtil.getRootCause(e) instanceof IOException) {
                // Nobody can say whether the token is good, so its bearer must not be told that it is bad.
                throw new ServiceUnavailableException("The issuer's keys cannot be fetched; send the same request again.",
                        (Long) null, e);
            }
            LOG.debug("Token refused", e);
            throw new AuthenticationFailedException(e);
        }
    }

    private static SecurityIdentity identity(Bearer bearer) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(bearer.id()))
                .addRoles(bearer.roles())
                .build();
    }

    private static void refuseUnusual(JwtContext token) {
        if (token.getJoseObjects().size() != 1) {
            throw new InvalidTokenException("A token must not hold another one");
        }
        Headers headers = token.getJoseObjects().get(0).getHeaders();
        if (KEY_HEADERS.stream().anyMatch(name -> headers.getObjectHeaderValue(name) != null)) {
            throw new InvalidTokenException("A token must not bring its own key");
        }
    }
}
