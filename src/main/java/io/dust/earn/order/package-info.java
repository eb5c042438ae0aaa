/**
 * The points that orders have earned.
 *
 * <p>
 * An event adds a fact to an {@link io.dust.earn.order.Order}, and the points follow from the facts
 * ({@link io.dust.earn.order.EarningDecision}), so that the order of events does not matter.
 */
@NullMarked
package io.dust.earn.order;

import org.jspecify.annotations.NullMarked;
