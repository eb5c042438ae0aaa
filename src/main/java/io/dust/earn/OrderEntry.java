package io.dust.earn;

import java.util.Optional;

import io.dust.setting.CurrentSettings;

/**
 * What is read for an event about an order.
 *
 * @param owner whose order it is, by the directory of orders; empty while nobody has told of it
 * @param order what is known of it, under the customer who is asked about
 * @param rules the rules in force
 */
record OrderEntry(Optional<String> owner, Optional<Order> order, CurrentSettings<RuleDefinition> rules) {
}
