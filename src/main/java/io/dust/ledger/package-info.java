/**
 * How a request changes an account. Everything here is plain synchronous Java without a database.
 *
 * <p>
 * A {@link io.dust.ledger.PostingRequest} carries a {@link io.dust.ledger.Command}: a {@link
 * io.dust.ledger.Posting}, which the account alone decides, or a feature's {@link
 * io.dust.ledger.StatefulCommand}, which also reads and writes a state of the feature ({@link
 * io.dust.ledger.StateTable}). Both are decided on a {@link io.dust.ledger.LockedAccount} and end
 * in a {@link io.dust.ledger.PostingResult}. Package {@code batch} locks, decides and writes.
 */
@NullMarked
package io.dust.ledger;

import org.jspecify.annotations.NullMarked;
