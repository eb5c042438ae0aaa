package io.dust.ledger;

import java.util.List;

import io.dust.database.Statement;

/**
 * What a feature has decided, and the answer to its request.
 *
 * @param state after the request; the same object when the request does not change it. After a
 *        rejection the batch keeps the state as it was; after a repetition it is the present state.
 * @param statements that are executed with the decision, also with a rejection
 */
public record Decided<S>(PostingResult result, S state, List<Statement> statements) {

    public Decided(PostingResult result, S state) {
        this(result, state, List.of());
    }

    /** The request has taken effect, and no points have changed. */
    public static <S> Decided<S> noOp(S state, String outcome, String detail) {
        return new Decided<>(PostingResult.noOp(outcome, detail), state);
    }

    /** Nothing has changed. */
    public static <S> Decided<S> rejected(S state, Reason reason, String detail) {
        return new Decided<>(PostingResult.rejected(reason, detail), state);
    }
}
