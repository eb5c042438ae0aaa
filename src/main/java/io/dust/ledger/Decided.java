package io.dust.ledger;

/**
 * What a feature has decided, and the answer to its request.
 *
 * @param state after the request; the same object when the request does not change it. After a
 *        rejection the batch keeps the state as it was; after a repetition it is the present state.
 */
public record Decided<S>(PostingResult result, S state) {

    /** The request has taken effect, and no points have changed. */
    public static <S> Decided<S> noOp(S state, String outcome, String detail) {
        return new Decided<>(PostingResult.noOp(outcome, detail), state);
    }

    /** Nothing has changed. */
    public static <S> Decided<S> rejected(S state, Reason reason, String detail) {
        return new Decided<>(PostingResult.rejected(reason, detail), state);
    }
}
