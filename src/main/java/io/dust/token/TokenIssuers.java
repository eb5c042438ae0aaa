package io.dust.token;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.platform.OutboundSettings;
import io.dust.platform.Serving;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The issuers of this deployment: a Medusa backend, a standard issuer, or both. */
@Startup
@Singleton
class TokenIssuers {

    private final Optional<TokenIssuer> medusa;
    private final Optional<StandardIssuer> standard;

    TokenIssuers(MedusaSettings medusaSettings, StandardSettings standardSettings, OutboundSettings outbound,
            Serving serving, Clock clock) {
        if (medusaSettings.jwtSecret().isPresent() && medusaSettings.jwtPublicKey().isPresent()) {
            throw new ConfigurationException(
                    "DUST_MEDUSA_JWT_SECRET and DUST_MEDUSA_JWT_PUBLIC_KEY are both set; keep the one that Medusa signs with");
        }
        boolean hasMedusa = medusaSettings.jwtSecret().isPresent() || medusaSettings.jwtPublicKey().isPresent();
        if (serving.isOn() && !hasMedusa && standardSettings.jwks().isEmpty()) {
            throw new ConfigurationException("No token issuer is configured; set DUST_MEDUSA_JWT_SECRET,"
                    + " DUST_MEDUSA_JWT_PUBLIC_KEY, or DUST_JWT_JWKS with DUST_JWT_ISSUER and DUST_JWT_AUDIENCE");
        }
        medusa = hasMedusa ? Optional.of(new MedusaIssuer(medusaSettings, LaunchMode.current() == LaunchMode.NORMAL))
                : Optional.empty();
        standard = standardSettings.jwks().map(jwks -> new StandardIssuer(standardSettings, jwks, outbound, clock));
        if (hasMedusa && standard.isPresent() && medusaSettings.jwtIssuer().equals(Optional.of(standard.get().issuer()))) {
            throw new ConfigurationException(
                    "DUST_MEDUSA_JWT_ISSUER and DUST_JWT_ISSUER are the same; each issuer needs its own");
        }
    }

    /**
     * The issuer that must verify a token with this claim; the Medusa backend verifies all that is
     * not of the standard issuer.
     */
    Optional<TokenIssuer> forIssuerClaim(@Nullable String iss) {
        return standard.isPresent() && Objects.equals(standard.get().issuer(), iss) ? standard.map(TokenIssuer.class::cast)
                : medusa;
    }
}
