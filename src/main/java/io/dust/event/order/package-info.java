/**
 * What happens to points when something happens to an order. One event is one decision: {@link
 * io.dust.event.order.OrderEventCommand} puts together what the order earns and what it costs.
 */
@NullMarked
package io.dust.event.order;

import org.jspecify.annotations.NullMarked;
