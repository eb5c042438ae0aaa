package io.dust.setting;

import java.util.Map;
import java.util.Optional;

/** The newest version for each currency, retired ones too, by their codes. */
public record CurrentSettings<D>(Map<String, CurrencySetting<D>> byCurrencyCode) {

    /** What is in force for a currency. */
    public Optional<CurrencySetting<D>> of(String currencyCode) {
        return Optional.ofNullable(byCurrencyCode.get(currencyCode)).filter(setting -> !setting.retired());
    }
}
