package io.dust.earn;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code DUST_EARN_…}. */
@ConfigMapping(prefix = "dust.earn")
interface EarnSettings {

    /** The event with which an order's points can be spent. */
    @WithDefault("paid")
    ReleaseOn releaseOn();

    /** How long after it. */
    @WithDefault("0s")
    Duration releaseAfter();

    /** How often an instance looks for points whose time has come. */
    @WithDefault("30s")
    Duration releaseEvery();

    /** What happens when points have to go back that have been spent. */
    @WithDefault("debt")
    ClawBackPolicy clawBack();

    /** {@code DUST_EARN_RELEASE_ON}. */
    enum ReleaseOn {
        PAID,
        COMPLETED
    }

    /** {@code DUST_EARN_CLAW_BACK}. */
    enum ClawBackPolicy {
        /** They are owed: the next earning repays them first. */
        DEBT,
        /** What is there is taken, and the rest is waived. */
        CLAMP,
        /** The event is refused, and staff see it. */
        REFUSE
    }
}
