package io.dust.event;

import java.util.List;
import java.util.Optional;

import io.dust.order.OrderIds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code DUST_EVENT_…}. */
@ConfigMapping(prefix = "dust.event")
interface EventSettings {

    /**
     * Secrets of Standard Webhooks ({@code whsec_…}), separated by commas. Each one is accepted, so
     * that a secret can be replaced.
     */
    Optional<List<String>> secrets();

    /**
     * Whether an order's id is unique among all shops that send events ({@code unique}), or only
     * within the {@code source} of its events ({@code per_source}).
     */
    @WithDefault("unique")
    OrderIds orderIds();

    /**
     * Whether an event whose attributes are headers may be signed. The signature covers the body
     * only: whoever repeats the request with another header changes the event.
     */
    @WithDefault("false")
    boolean signedBinary();
}
