package io.dust.setting;

import java.time.Instant;

/** A version of a setting, for staff. */
public record SettingView<D>(String currencyCode, long version, boolean retired, D definition, String actor,
        Instant createdAt) {

    public static <D> SettingView<D> of(SettingVersion<D> setting) {
        return new SettingView<>(setting.currency().getCurrencyCode(), setting.version(), setting.retired(),
                setting.definition(), setting.actor(), setting.createdAt());
    }
}
