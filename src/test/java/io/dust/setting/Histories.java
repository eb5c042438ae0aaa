package io.dust.setting;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** Histories of settings for tests without a database. */
public final class Histories {

    private Histories() {
    }

    /** A history with one version, which is always in force. */
    public static <D> SettingHistory<D> of(String currencyCode, D definition) {
        SettingHistory<D> history = new SettingHistory<>(any -> Optional.empty());
        history.add(new SettingVersion<>(Currency.getInstance(currencyCode), 1, false, definition, "dust", Instant.EPOCH));
        return history;
    }
}
