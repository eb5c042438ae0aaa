package io.dust.ledger;

/**
 * What a feature has decided, and the answer to its request.
 *
 * @param state after the request. After a rejection the batch keeps the state as it was; after a repetition it is the present
 *        state.
 */
public record Decided<S>(PostingResult result, S state) {
}
