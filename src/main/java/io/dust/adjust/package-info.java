/** Staff change points by hand: add, deduct, adjust, reverse. */
@NullMarked
package io.dust.adjust;

import org.jspecify.annotations.NullMarked;
