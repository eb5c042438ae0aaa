package io.dust.event;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** {@code DUST_EVENT_…}. */
@ConfigMapping(prefix = "dust.event")
interface EventSettings {

    /**
     * Secrets of Standard Webhooks ({@code whsec_…}), separated by commas. Each one is accepted, so
     * that a secret can be replaced.
     */
    Optional<List<String>> secrets();
}
