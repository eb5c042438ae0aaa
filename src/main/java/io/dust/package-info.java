/** Loyalty points for a shop: features decide, the ledger records. */
@NullMarked
package io.dust;

import org.jspecify.annotations.NullMarked;
