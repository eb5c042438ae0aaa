package io.dust.redeem;

import java.net.URI;
import java.util.Optional;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;

/** The Medusa backend in which discounts are made: {@code DUST_MEDUSA_…}. */
@ConfigMapping(prefix = "dust.medusa")
interface PromotionSettings {

    /** Where it is. */
    Optional<URI> url();

    /** A secret API key of it. */
    Optional<String> apiKey();

    /** Whether there is one; half a setting is none. */
    default boolean areSet() {
        if (url().isPresent() != apiKey().isPresent()) {
            throw new ConfigurationException("DUST_MEDUSA_URL and DUST_MEDUSA_API_KEY belong together: the backend's address,"
                    + " and a secret API key of it (sk_…), with which promotions are made; set both or neither");
        }
        return url().isPresent();
    }
}
