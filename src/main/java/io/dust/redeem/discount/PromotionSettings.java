package io.dust.redeem.discount;

import java.net.URI;
import java.util.Optional;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;

/** The Medusa backend that gives discounts: {@code DUST_MEDUSA_…}. */
@ConfigMapping(prefix = "dust.medusa")
interface PromotionSettings {

    /**
     * The URL of the Medusa backend in which Dust creates discounts. Without it the shop's own
     * checkout gives them.
     */
    Optional<URI> url();

    /** A secret API key of that backend ({@code sk_…}). */
    Optional<String> apiKey();

    /**
     * Whether Dust creates discounts in a Medusa backend.
     *
     * @throws ConfigurationException when only one of the two is set
     */
    default boolean areSet() {
        if (url().isPresent() != apiKey().isPresent()) {
            throw new ConfigurationException(
                    "Only one of DUST_MEDUSA_URL and DUST_MEDUSA_API_KEY is set; set both, to the URL of the backend"
                            + " and a secret API key (sk_…), or neither");
        }
        return url().isPresent();
    }
}
