/**
 * What an order consists of: its lines, promotions and refunds, and what came back of it. All
 * amounts are in minor units of the order's currency. Everything here is plain Java: the same
 * content always has the same meaning.
 */
@NullMarked
package io.dust.order.content;

import org.jspecify.annotations.NullMarked;
