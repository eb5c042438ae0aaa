package io.dust.token;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The Medusa backend whose tokens Dust accepts: {@code DUST_MEDUSA_JWT_…}. */
@ConfigMapping(prefix = "dust.medusa")
interface MedusaSettings {

    /** The backend's {@code jwtSecret}, for HS256. */
    Optional<String> jwtSecret();

    /** The backend's public key in PEM, for RS256 or ES256. */
    Optional<String> jwtPublicKey();

    /** The value that {@code iss} must have, if the backend sets it. */
    Optional<String> jwtIssuer();

    /** The value that {@code aud} must have, if the backend sets it. */
    Optional<String> jwtAudience();
}
