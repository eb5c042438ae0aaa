package io.dust.ledger;

/**
 * The answer to an accepted request.
 *
 * @param point the balance right after the transaction
 * @param replayed whether the request had been answered before and this repeats the answer
 */
public record Posted(DustPoint point, DustTransaction transaction, boolean replayed) {
}
