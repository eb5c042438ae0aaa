/**
 * What a shop says of an order. Features that earn and spend points for orders share this language,
 * and do not know each other.
 */
@NullMarked
package io.dust.order;

import org.jspecify.annotations.NullMarked;
