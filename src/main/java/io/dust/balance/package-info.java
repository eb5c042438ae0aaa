/** The read side: what customers and staff see of points. */
@NullMarked
package io.dust.balance;

import org.jspecify.annotations.NullMarked;
