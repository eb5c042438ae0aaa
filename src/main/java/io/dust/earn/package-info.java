/** Orders become points: what is known of an order, what it has earned, and by which rule. */
@NullMarked
package io.dust.earn;

import org.jspecify.annotations.NullMarked;
