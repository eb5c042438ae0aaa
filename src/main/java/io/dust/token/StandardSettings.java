package io.dust.token;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Any other issuer that publishes its keys as a JWKS: {@code DUST_JWT_…}. */
@ConfigMapping(prefix = "dust.jwt")
interface StandardSettings {

    /** Where the JWKS is: an http or https URL, or a file. */
    Optional<String> jwks();

    /** What {@code iss} must be. */
    Optional<String> issuer();

    /** What {@code aud} must be. */
    Optional<String> audience();

    /** The group or scope that makes the bearer a customer. */
    @WithDefault("customer")
    String customerRole();

    /** The group or scope that makes the bearer staff. */
    @WithDefault("staff")
    String staffRole();

    /** The group or scope that makes the bearer a sender of events. */
    @WithDefault("events")
    String eventRole();

    /** How long a fetched JWKS is used when its response does not say. */
    @WithDefault("5m")
    Duration jwksCache();

    /** How long the last keys are used when the JWKS cannot be fetched. */
    @WithDefault("1h")
    Duration jwksOutage();

    /**
     * How long a verified token is taken as it was verified, of either kind of issuer; never past
     * its own expiry.
     */
    @WithDefault("1m")
    Duration tokenCache();
}
