/** Points are spent at a checkout: what they are worth, holds for carts, and the discounts that they pay for. */
@NullMarked
package io.dust.redeem;

import org.jspecify.annotations.NullMarked;
