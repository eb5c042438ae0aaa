/**
 * Orders earn points.
 *
 * <p>
 * An event adds a fact to an {@link io.dust.earn.Order}, and the points follow from the facts
 * ({@link io.dust.earn.EarningDecision}),
 * so that the order of events does not matter. How many points an order is worth is computed once, when it is placed, by the
 * stages
 * of {@link io.dust.earn.EarningStage}, and kept as {@link io.dust.earn.EarningTerms}.
 */
@NullMarked
package io.dust.earn;

import org.jspecify.annotations.NullMarked;
