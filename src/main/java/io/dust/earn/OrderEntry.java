package io.dust.earn;

import java.util.Optional;

/**
 * What is read for an event about an order.
 *
 * @param owner whose order it is, by the directory of orders
 * @param order what is known of it, under the customer who is asked about
 * @param rules the rules in force
 */
record OrderEntry(String owner, Optional<Order> order, CurrentRules rules) {
}
