package io.dust.event;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** {@code DUST_EVENT_…}. */
@ConfigMapping(prefix = "dust.event")
interface EventSettings {

    /** Secrets of Standard Webhooks, {@code whsec_…}: any of them will do, so that one can be replaced by the next. */
    Optional<List<String>> secrets();
}
