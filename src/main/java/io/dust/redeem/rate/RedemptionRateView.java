package io.dust.redeem.rate;

import java.time.Instant;

import io.dust.setting.SettingVersion;

/** A version of a currency's redemption rate. */
record RedemptionRateView(String currencyCode, long version, boolean retired, RateDefinition definition, String actor,
        Instant createdAt) {

    static RedemptionRateView of(SettingVersion<RateDefinition> rate) {
        return new RedemptionRateView(rate.currency().getCurrencyCode(), rate.version(), rate.retired(), rate.definition(),
                rate.actor(), rate.createdAt());
    }
}
