package io.dust.earn;

import java.util.Map;
import java.util.Optional;

/** The rules in force, by the codes of their currencies. */
record CurrentRules(Map<String, EarningRule> byCurrencyCode) {

    Optional<EarningRule> of(String currencyCode) {
        return Optional.ofNullable(byCurrencyCode.get(currencyCode)).filter(rule -> !rule.retired());
    }
}
