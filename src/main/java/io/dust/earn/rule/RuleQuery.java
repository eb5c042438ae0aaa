package io.dust.earn.rule;

import java.time.Instant;
import java.util.Currency;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Need;

/**
 * What a command needs to know of the earning rules.
 *
 * @param placedAt when the order was placed, if the command may entitle the customer to points for
 *        the first time; else null
 */
public record RuleQuery(Currency currency, @Nullable Instant placedAt) {

    /** A customer has one state for each currency. */
    public Need<RuleHistory> need() {
        return new Need.One<>(RuleHistory.class, currency.getCurrencyCode(), this);
    }
}
