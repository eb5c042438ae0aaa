package io.dust.setting;

import java.time.Instant;
import java.util.Currency;

/**
 * One version of a setting for a currency. {@link SettingHistory} says which version is in force
 * when.
 *
 * @param version from 1 for each currency
 * @param retired whether nothing is in force for this currency any more
 * @param definition the content of the setting
 * @param actor the member of staff who wrote this version
 */
public record SettingVersion<D>(Currency currency, long version, boolean retired, D definition, String actor,
        Instant createdAt) {
}
