package io.dust.http.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The most requests of one caller to one instance: {@code DUST_LIMIT_…}. A rate of 0 is no limit. */
@ConfigMapping(prefix = "dust.limit")
interface LimitSettings {

    /** The requests of one customer in a second. */
    @WithDefault("50")
    int customerRate();

    /** The requests that one customer may send at once after a pause. */
    @WithDefault("200")
    int customerBurst();

    /** The requests of one customer in a second that can write: all but GET. */
    @WithDefault("5")
    int customerChangeRate();

    /** The requests of this kind that one customer may send at once after a pause. */
    @WithDefault("50")
    int customerChangeBurst();

    /** The requests of one token's subject with the role for staff or for events in a second. */
    @WithDefault("10000")
    int staffRate();

    /** The requests that such a subject may send at once after a pause. */
    @WithDefault("20000")
    int staffBurst();

    /** The refused requests of one address without a valid token or signature in a second. */
    @WithDefault("500")
    int addressRate();

    /** The requests of this kind that one address may send at once after a pause. */
    @WithDefault("1000")
    int addressBurst();
}
