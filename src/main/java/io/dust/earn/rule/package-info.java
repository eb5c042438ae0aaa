/**
 * The rules by which orders earn points. {@link io.dust.earn.rule.Earnings} has the points of an
 * order by one version of a rule, and {@link io.dust.earn.rule.CountedLines} what each line counts.
 */
@NullMarked
package io.dust.earn.rule;

import org.jspecify.annotations.NullMarked;
