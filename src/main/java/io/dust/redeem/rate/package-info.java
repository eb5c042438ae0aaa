/** What points are worth: redemption rates, and the quote for a cart. */
@NullMarked
package io.dust.redeem.rate;

import org.jspecify.annotations.NullMarked;
