package io.dust.earn;

import java.time.Instant;
import java.util.Currency;

/**
 * One version of how orders in a currency become points. The newest one is in force.
 *
 * @param version counted from 1 for each currency
 * @param retired whether orders in this currency earn nothing any more
 */
record EarningRule(Currency currency, long version, boolean retired, RuleDefinition definition, String actor,
        Instant createdAt) {
}
