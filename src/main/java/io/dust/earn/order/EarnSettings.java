package io.dust.earn.order;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code DUST_EARN_…}. */
@ConfigMapping(prefix = "dust.earn")
public interface EarnSettings {

    /** The event that makes the points of an order spendable: {@code paid} or {@code completed}. */
    @WithDefault("paid")
    ReleaseOn releaseOn();

    /** The waiting time between that event and the release of the points. */
    @WithDefault("0s")
    Duration releaseAfter();

    /**
     * The period in which an instance releases points whose waiting time is over, and moves the
     * points of orders that were given to another customer when another instance has stopped on the
     * way.
     */
    @WithDefault("30s")
    Duration releaseEvery();

    /**
     * What happens to points that must be clawed back and are spent: {@code debt}, {@code clamp} or
     * {@code refuse}.
     */
    @WithDefault("debt")
    ClawBackPolicy clawBack();

    /** {@code DUST_EARN_RELEASE_ON}. */
    enum ReleaseOn {
        PAID,
        COMPLETED
    }

    /** {@code DUST_EARN_CLAW_BACK}. */
    enum ClawBackPolicy {
        /** They become debt, which the next earning repays first. */
        DEBT,
        /** The available points are taken, and the remainder is waived. */
        CLAMP,
        /** The event is refused, and staff see it. */
        REFUSE
    }
}
