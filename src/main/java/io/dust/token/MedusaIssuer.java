package io.dust.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;

import io.dust.http.Roles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;

/**
 * A Medusa backend. Its tokens have the subject in {@code actor_id} and {@code actor_type}, and no
 * {@code sub}.
 */
final class MedusaIssuer implements TokenIssuer {

    private static final int MIN_SECRET_BYTES = 32;
    private static final Map<String, Set<String>> ROLES_BY_ACTOR_TYPE = Map.of(
            "customer", Set.of(Roles.CUSTOMER),
            "user", Set.of(Roles.STAFF));

    private final JwtConsumer consumer;

    MedusaIssuer(MedusaSettings settings, boolean production) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder().setRequireExpirationTime();
        if (settings.jwtSecret().isPresent()) {
            // jose4j rejects every short secret; here only production does, because a local Medusa often has one.
            builder.setVerificationKey(secretKey(settings.jwtSecret().get(), production)).setRelaxVerificationKeyValidation()
                    .setJwsAlgorithmConstraints(only(AlgorithmIdentifiers.HMAC_SHA256));
        } else {
            PublicKey key = publicKey(settings.jwtPublicKey().orElseThrow());
            builder.setVerificationKey(key).setJwsAlgorithmConstraints(key instanceof RSAPublicKey
                    ? only(AlgorithmIdentifiers.RSA_USING_SHA256)
                    : only(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
        }
        settings.jwtIssuer().ifPresent(builder::setExpectedIssuer);
        settings.jwtAudience().ifPresentOrElse(builder::setExpectedAudience, builder::setSkipDefaultAudienceValidation);
        consumer = builder.build();
    }

    @Override
    public JwtConsumer consumer() {
        return consumer;
    }

    @Override
    public TokenSubject subject(JwtClaims claims) throws MalformedClaimException {
        if (Boolean.TRUE.equals(claims.getClaimValue("mfa_enabled", Boolean.class))
                && !isTime(claims.getClaimValue("mfa_challenge_completed_at"))) {
            throw new InvalidTokenException("The token was issued before the second factor was completed");
        }
        String actorType = claims.getStringClaimValue("actor_type");
        return new TokenSubject(claims.getStringClaimValue("actor_id"),
                ROLES_BY_ACTOR_TYPE.getOrDefault(actorType == null ? "" : actorType, Set.of()));
    }

    @Override
    public boolean fetchesKeys() {
        return false;
    }

    private static boolean isTime(@Nullable Object claim) {
        return claim instanceof Number || (claim instanceof String text && !text.isBlank());
    }

    private static AlgorithmConstraints only(String algorithm) {
        return new AlgorithmConstraints(ConstraintType.PERMIT, algorithm);
    }

    private static Key secretKey(String secret, boolean production) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (production && bytes.length < MIN_SECRET_BYTES) {
            throw new ConfigurationException("DUST_MEDUSA_JWT_SECRET is " + bytes.length + " bytes long; use at least "
                    + MIN_SECRET_BYTES + " bytes, the same in Medusa and Dust");
        }
        return new HmacKey(bytes);
    }

    private static PublicKey publicKey(String pem) {
        // In an environment variable, a line break is often written as the two characters \n.
        String lines = pem.replace("\\n", "\n");
        for (SignatureAlgorithm algorithm : new SignatureAlgorithm[] { SignatureAlgorithm.RS256, SignatureAlgorithm.ES256 }) {
            try {
                return KeyUtils.decodePublicKey(lines, algorithm);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // The key may be of the next kind.
            }
        }
        throw new ConfigurationException(
                "DUST_MEDUSA_JWT_PUBLIC_KEY must be an RSA or EC public key in PEM (-----BEGIN PUBLIC KEY-----)");
    }
}
