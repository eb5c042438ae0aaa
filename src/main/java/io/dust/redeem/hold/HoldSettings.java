package io.dust.redeem;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code DUST_REDEEM_…}. */
@ConfigMapping(prefix = "dust.redeem")
interface RedeemSettings {

    /** How long points are held for a cart. */
    @WithDefault("30m")
    Duration holdTime();

    /** How long making a discount can take; a hold that has none then is given up. */
    @WithDefault("1m")
    Duration offerWithin();

    /** How often an instance looks for holds whose time has passed, so that they do not pile up. */
    @WithDefault("30s")
    Duration expireEvery();
}
