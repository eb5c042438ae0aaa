/**
 * Holds over HTTP and in time: customers and the shop place, capture and void them, discounts
 * follow them, and they expire.
 */
@NullMarked
package io.dust.redeem.hold;

import org.jspecify.annotations.NullMarked;
