package io.dust.ledger;

import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param row the feature's row after it, when the request is {@link Considered}
 */
record Answered(Answer answer, Optional<?> row) {

    /**
     * What is told of it.
     *
     * @param rows the table of the request's intent
     */
    @SuppressWarnings({ "unchecked", "unused" }) // A row comes from the table of its request's intent.
    <R> Concluded<R> concludedOrThrow(RowTable<R> rows) {
        return answer.concludedOrThrow((Optional<R>) row);
    }
}
