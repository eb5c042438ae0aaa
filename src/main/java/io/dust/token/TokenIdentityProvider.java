package io.dust.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;

import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.Headers;

import io.dust.http.limit.RefusalLog;
import io.dust.http.limit.RefusedCaller;
import io.dust.http.limit.RequestLimits;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Authenticates the caller by a bearer token. It replaces the provider of the extension, which
 * supports one issuer only.
 */
@Singleton
class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    /** The extension's provider has {@link IdentityProvider#SYSTEM_FIRST} + 1. */
    private static final int BEFORE_THE_EXTENSION = SYSTEM_FIRST + 2;

    private static final Logger LOG = Logger.getLogger(TokenIdentityProvider.class);

    /** Reads the claims before the verification, because {@code iss} selects the key. */
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    /** The library ignores padding, and characters that Base64 does not have. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** The headers with which a token would choose its own key. */
    private static final List<String> KEY_HEADERS = List.of("jku", "x5u", "jwk");

    private final TokenIssuers issuers;
    private final VerifiedTokens verified;
    private final RefusedTokens refused;
    private final RequestLimits limits;
    private final Duration maxLifetime;
    private final Clock clock;

    TokenIdentityProvider(TokenIssuers issuers, VerifiedTokens verified, RefusedTokens refused, RequestLimits limits,
            StandardSettings settings, Clock clock) {
        this.issuers = issuers;
        this.verified = verified;
        this.refused = refused;
        this.limits = limits;
        this.maxLifetime = settings.maxLifetime();
        this.clock = clock;
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
        String hash = TokenHash.of(token);
        HttpServerRequest call = HttpSecurityUtils.getRoutingContextAttribute(request).request();
        return verified.find(hash).map(subject -> Uni.createFrom().item(identity(subject, call)))
                .orElseGet(() -> {
                    // The verification costs more than any other answer.
                    limits.requireNotExhausted(RequestLimits.address(call));
                    refused.find(hash).ifPresent(reason -> {
                        LOG.debugf("A token is refused again: %s", reason.text());
                        throw RefusedCaller.because(reason);
                    });
                    return verify(token, hash, call, context);
                });
    }

    private Uni<SecurityIdentity> verify(String token, String hash, HttpServerRequest call,
            AuthenticationRequestContext context) {
        if (!COMPACT.matcher(token).matches()) {
            throw refused(hash, new InvalidTokenException("it has not the three parts of a signed JWT in Base64url"));
        }
        try {
            JwtContext claimed = UNVERIFIED.process(token);
            TokenIssuer issuer = issuers.forIssuerClaim(claimed.getJwtClaims().getIssuer())
                    .orElseThrow(() -> new InvalidTokenException("no issuer in the settings made it (iss)"));
            return issuer.fetchesKeys() ? context.runBlocking(() -> identity(verify(claimed, hash, issuer), call))
                    : Uni.createFrom().item(() -> identity(verify(claimed, hash, issuer), call));
        } catch (AuthenticationFailedException e) {
            throw e;
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            throw refused(hash, e);
        }
    }

    private TokenSubject verify(JwtContext token, String hash, TokenIssuer issuer) {
        try {
            requireHeaders(token);
            issuer.consumer().processContext(token);
            TokenSubject subject = issuer.subject(token.getJwtClaims());
            verified.remember(hash, subject, requireExpiry(token.getJwtClaims()));
            return subject;
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            if (isOutage(e)) {
                // Without the keys the token cannot be verified, so it must not be called invalid.
                throw new ServiceUnavailableException(
                        "The keys of the token's issuer cannot be fetched now; repeat the request.",
                        (Long) null, e);
            }
            throw refused(hash, e);
        }
    }

    /** A failed TLS handshake has the fault of the certificate as its cause. */
    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private AuthenticationFailedException refused(String hash, Exception e) {
        RefusalLog.Reason reason = TokenFaults.reason(e);
        LOG.debugf("A token is refused: %s", TokenFaults.text(e));
        refused.remember(hash, reason);
        return RefusedCaller.because(reason);
    }

    private SecurityIdentity identity(TokenSubject subject, HttpServerRequest call) {
        limits.count(subject.id(), subject.roles(), !READING.contains(call.method()));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(subject.id()))
                .addRoles(subject.roles())
                .build();
    }

    private static void requireHeaders(JwtContext token) {
        if (token.getJoseObjects().size() != 1) {
            throw new InvalidTokenException("The token is nested; it must be a single signed JWT");
        }
        Headers headers = token.getJoseObjects().get(0).getHeaders();
        if (KEY_HEADERS.stream().anyMatch(name -> headers.getObjectHeaderValue(name) != null)) {
            throw new InvalidTokenException("The token has a header of " + KEY_HEADERS + "; it must not choose its own key");
        }
        if (headers.getObjectHeaderValue("crit") != null) {
            throw new InvalidTokenException("The token has the header crit; no extension is known");
        }
    }

    /** A stolen token that is valid for ages works for ages. */
    private Instant requireExpiry(JwtClaims claims) throws MalformedClaimException {
        long now = clock.instant().getEpochSecond();
        NumericDate issued = claims.getIssuedAt();
        long begin = issued == null ? now : Math.min(issued.getValue(), now);
        long expiry = claims.getExpirationTime().getValue();
        if (Math.subtractExact(expiry, begin) > maxLifetime.toSeconds()) {
            throw new InvalidTokenException("The token is valid for longer than DUST_JWT_MAX_LIFETIME, " + maxLifetime);
        }
        return Instant.ofEpochSecond(expiry);
    }
}
