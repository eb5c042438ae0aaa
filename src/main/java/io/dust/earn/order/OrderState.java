package io.dust.earn.order;

import java.util.Optional;

import io.dust.earn.rule.RuleDefinition;
import io.dust.setting.ActiveSettings;

/**
 * The state that a command about an order reads and writes.
 *
 * @param owner the customer of the order, by the directory of orders; empty before the first event
 * @param order of the customer of the command; empty before the first event
 * @param rules the rules in force; they are read only
 */
record OrderState(Optional<String> owner, Optional<Order> order, ActiveSettings<RuleDefinition> rules) {

    OrderState with(Order changed) {
        return new OrderState(owner, Optional.of(changed), rules);
    }
}
