package io.dust.token;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** A Medusa backend as an issuer of tokens: {@code DUST_MEDUSA_JWT_…}. */
@ConfigMapping(prefix = "dust.medusa")
interface MedusaSettings {

    /** The backend's {@code jwtSecret}, for HS256. */
    Optional<String> jwtSecret();

    /** The backend's public key in PEM, for RS256 or ES256. */
    Optional<String> jwtPublicKey();

    /** What {@code iss} must be, when the backend sets it. */
    Optional<String> jwtIssuer();

    /** What {@code aud} must be, when the backend sets it. */
    Optional<String> jwtAudience();
}
