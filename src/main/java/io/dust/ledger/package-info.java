/**
 * The kernel: the only code that changes points. It knows no order, no cart and no HTTP.
 *
 * <p>
 * {@link io.dust.ledger.Ledger} is the one door. What a {@link io.dust.ledger.Posting} does to a
 * {@link io.dust.ledger.Balance} is decided in plain Java, under the lock of the customer's row; the balance, the
 * {@link io.dust.ledger.DustTransaction} and the outcome of the request are then written together or not at all.
 */
@NullMarked
package io.dust.ledger;

import org.jspecify.annotations.NullMarked;
