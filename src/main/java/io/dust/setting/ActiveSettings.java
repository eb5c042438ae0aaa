package io.dust.setting;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The newest version for each currency, retired ones too, by currency code. */
public record ActiveSettings<D>(Map<String, SettingVersion<D>> byCurrencyCode) {

    static <D> ActiveSettings<D> of(Collection<SettingVersion<D>> newest) {
        return new ActiveSettings<>(newest.stream()
                .collect(Collectors.toMap(version -> version.currency().getCurrencyCode(), Function.identity())));
    }

    /** The version in force for a currency. */
    public Optional<SettingVersion<D>> of(String currencyCode) {
        return Optional.ofNullable(byCurrencyCode.get(currencyCode)).filter(version -> !version.retired());
    }
}
