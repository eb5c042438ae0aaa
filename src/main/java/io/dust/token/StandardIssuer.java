package io.dust.token;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

import io.dust.http.Roles;
import io.dust.platform.OutboundSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/** An issuer with keys in a JWKS and the subject in {@code sub}, such as an OpenID provider. */
final class StandardIssuer implements TokenIssuer {

    /** Only asymmetric algorithms: a published key must never serve as a secret. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);
    private static final int FETCH_TIMEOUT_MILLIS = 3000;

    private final StandardSettings settings;
    private final OutboundSettings outbound;
    private final Clock clock;
    private final String issuer;
    private final boolean fetchesKeys;
    private final JwtConsumer consumer;

    StandardIssuer(StandardSettings settings, String jwks, OutboundSettings outbound, Clock clock) {
        this.settings = settings;
        this.outbound = outbound;
        this.clock = clock;
        this.issuer = required("DUST_JWT_ISSUER", settings.issuer());
        this.fetchesKeys = jwks.startsWith("https://") || jwks.startsWith("http://");
        this.consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(required("DUST_JWT_AUDIENCE", settings.audience()))
                .setVerificationKeyResolver(fetchesKeys ? fetchedKeys(jwks) : keysInFile(jwks))
                .build();
    }

    String issuer() {
        return issuer;
    }

    @Override
    public JwtConsumer consumer() {
        return consumer;
    }

    @Override
    public TokenSubject subject(JwtClaims claims) throws MalformedClaimException {
        Set<String> granted = new HashSet<>();
        if (claims.hasClaim("groups")) {
            granted.addAll(claims.getStringListClaimValue("groups"));
        }
        if (claims.hasClaim("scope")) {
            granted.addAll(Arrays.asList(claims.getStringClaimValue("scope").split(" ")));
        }
        Set<String> roles = new HashSet<>();
        if (granted.contains(settings.customerRole())) {
            roles.add(Roles.CUSTOMER);
        }
        if (granted.contains(settings.staffRole())) {
            roles.add(Roles.STAFF);
        }
        if (granted.contains(settings.eventRole())) {
            roles.add(Roles.EVENTS);
        }
        return new TokenSubject(claims.getSubject(), roles);
    }

    @Override
    public boolean fetchesKeys() {
        return fetchesKeys;
    }

    private static String required(String name, Optional<String> value) {
        return value.orElseThrow(() -> new ConfigurationException(
                name + " is missing; with DUST_JWT_JWKS, set it to the value in the issuer's tokens"));
    }

    private VerificationKeyResolver fetchedKeys(String url) {
        outbound.requireSafe("DUST_JWT_JWKS", uri(url));
        Get get = new Get();
        List<X509Certificate> trusted = outbound.trusted();
        if (!trusted.isEmpty()) {
            get.setTrustedCertificates(trusted);
        }
        get.setResponseBodySizeLimit(OutboundSettings.MAX_ANSWER_BYTES);
        get.setConnectTimeout(FETCH_TIMEOUT_MILLIS);
        get.setReadTimeout(FETCH_TIMEOUT_MILLIS);
        get.setRetries(0);
        HttpsJwks jwks = new HttpsJwks(url);
        jwks.setSimpleHttpGet(new BackoffHttpGet(get, clock));
        jwks.setDefaultCacheDuration(settings.jwksCache().toSeconds());
        jwks.setRetainCacheOnErrorDuration(settings.jwksOutage().toSeconds());
        jwks.setRefreshReprieveThreshold(BackoffHttpGet.PAUSE.toMillis());
        return new HttpsJwksVerificationKeyResolver(jwks);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("DUST_JWT_JWKS is no URL: " + e.getMessage());
        }
    }

    private static VerificationKeyResolver keysInFile(String file) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(Files.readString(Path.of(file))).getJsonWebKeys();
            return new JwksVerificationKeyResolver(keys);
        } catch (IOException | JoseException e) {
            throw new ConfigurationException(
                    "DUST_JWT_JWKS is " + file + "; it must be the URL or the file of a JWKS. Reading it failed: " + e);
        }
    }
}
