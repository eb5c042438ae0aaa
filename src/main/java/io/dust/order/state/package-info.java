/**
 * What is known of an order. Earning and spending both decide from it. {@link
 * io.dust.order.state.OrderFacts} are what the shop has told; {@link
 * io.dust.order.state.OrderTable} reads and writes them in the batch.
 */
@NullMarked
package io.dust.order.state;

import org.jspecify.annotations.NullMarked;
