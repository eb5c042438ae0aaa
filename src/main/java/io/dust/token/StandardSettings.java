package io.dust.token;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The issuer of tokens that publishes its keys as a JWKS: {@code DUST_JWT_…}. */
@ConfigMapping(prefix = "dust.jwt")
interface StandardSettings {

    /** The http or https URL, or the file, of the JWKS. */
    Optional<String> jwks();

    /** The value that {@code iss} must have. */
    Optional<String> issuer();

    /** The value that {@code aud} must have. */
    Optional<String> audience();

    /** The group or scope that makes the caller a customer. */
    @WithDefault("customer")
    String customerRole();

    /** The group or scope that makes the caller staff. */
    @WithDefault("staff")
    String staffRole();

    /** The group or scope that lets the caller send events. */
    @WithDefault("events")
    String eventRole();

    /** How long fetched keys are used, unless the response sets a time. */
    @WithDefault("5m")
    Duration jwksCache();

    /** How long the last keys are used while they cannot be fetched. */
    @WithDefault("1h")
    Duration jwksOutage();

    /**
     * How long a verified token of any issuer is accepted without another check, but never after
     * its expiry.
     */
    @WithDefault("1m")
    Duration tokenCache();

    /**
     * The longest lifetime of a token of any issuer: from its {@code iat}, or from now when this is
     * earlier, to its {@code exp}.
     */
    @WithDefault("400d")
    Duration maxLifetime();
}
