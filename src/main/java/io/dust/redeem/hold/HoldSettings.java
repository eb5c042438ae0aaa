package io.dust.redeem.hold;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code DUST_REDEEM_…}. */
@ConfigMapping(prefix = "dust.redeem")
interface HoldSettings {

    /** The time for which points are held for a cart. */
    @WithDefault("30m")
    Duration holdTime();

    /** The time in which a discount must be created; a hold without one is voided then. */
    @WithDefault("1m")
    Duration discountWithin();

    /**
     * The time after the end of a hold after which its withdrawn discount is deleted from Medusa.
     */
    @WithDefault("1d")
    Duration deleteDiscountAfter();

    /** The period in which an instance ends expired holds and reconciles discounts. */
    @WithDefault("30s")
    Duration expireEvery();
}
