/**
 * The rules by which orders earn points. The stages of {@link io.dust.earn.rule.EarningStage}
 * compute once, when an order is placed, the {@link io.dust.earn.rule.EarningTerms} that all its
 * points follow from.
 */
@NullMarked
package io.dust.earn.rule;

import org.jspecify.annotations.NullMarked;
