/**
 * Who gives the discount that held points pay for: a Medusa backend, or the shop's own checkout.
 */
@NullMarked
package io.dust.redeem.discount;

import org.jspecify.annotations.NullMarked;
