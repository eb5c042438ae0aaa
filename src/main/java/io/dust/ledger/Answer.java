package io.dust.ledger;

import java.util.Objects;
import java.util.Optional;

/** What a request gets once its database transaction is committed: a refusal is committed too, so it is no failure. */
sealed interface Answer {

    record Accepted(Posted posted) implements Answer {
        @Override
        public <R> Concluded<R> concludedOrThrow(Optional<R> row) {
            return new Concluded<>(Optional.of(posted), row, outcome(),
                    Objects.requireNonNullElse(posted.transaction().reason(), ""), posted.replayed());
        }

        @Override
        public String outcome() {
            return posted.replayed() ? "replayed" : "posted";
        }
    }

    record Kept(String result, String detail, boolean replayed) implements Answer {
        @Override
        public <R> Concluded<R> concludedOrThrow(Optional<R> row) {
            return new Concluded<>(Optional.empty(), row, result, detail, replayed);
        }

        @Override
        public String outcome() {
            return replayed ? "replayed" : result;
        }
    }

    record Rejected(Rejection rejection) implements Answer {
        @Override
        public <R> Concluded<R> concludedOrThrow(Optional<R> row) {
            throw rejection;
        }

        @Override
        public String outcome() {
            return rejection.reason().slug();
        }
    }

    /**
     * What is told of it.
     *
     * @param row see {@link Concluded#row()}
     * @throws Rejection if it is refused
     */
    <R> Concluded<R> concludedOrThrow(Optional<R> row);

    /** For counting: {@code posted}, {@code replayed}, what a feature calls it, or the slug of the refusal. */
    String outcome();
}
