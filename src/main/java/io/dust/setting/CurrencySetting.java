package io.dust.setting;

import java.time.Instant;
import java.util.Currency;

/**
 * One version of a setting for a currency. The newest one is in force.
 *
 * @param version counted from 1 for each currency
 * @param retired whether there is nothing in force for this currency any more
 * @param definition what it says
 * @param actor who has put it
 */
public record CurrencySetting<D>(Currency currency, long version, boolean retired, D definition, String actor,
        Instant createdAt) {
}
