/**
 * The checkouts of a customer under the lock: holds, what orders have cost in points, and the
 * commands that change both.
 *
 * <p>
 * A {@link io.dust.redeem.checkout.CheckoutCommand} decides on a {@link
 * io.dust.redeem.checkout.CheckoutState}, which {@link io.dust.redeem.checkout.CheckoutTable} reads
 * and writes in the batch.
 */
@NullMarked
package io.dust.redeem.checkout;

import org.jspecify.annotations.NullMarked;
