package io.dust.earn.rule;

import java.time.Instant;

import io.dust.setting.SettingVersion;

/** A version of a currency's earning rule. */
record EarningRuleView(String currencyCode, long version, boolean retired, RuleDefinition definition, String actor,
        Instant createdAt) {

    static EarningRuleView of(SettingVersion<RuleDefinition> rule) {
        return new EarningRuleView(rule.currency().getCurrencyCode(), rule.version(), rule.retired(), rule.definition(),
                rule.actor(), rule.createdAt());
    }
}
