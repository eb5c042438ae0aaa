/** Customers and staff read accounts. */
@NullMarked
package io.dust.balance;

import org.jspecify.annotations.NullMarked;
