/**
 * What orders cost in points: an order captures the holds of its discounts, and a refund or
 * cancellation returns points.
 */
@NullMarked
package io.dust.redeem.order;

import org.jspecify.annotations.NullMarked;
