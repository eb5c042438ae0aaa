package io.dust.ledger;

import java.util.Objects;
import java.util.Optional;

/** What a request gets once its database transaction is committed: a refusal is committed too, so it is no failure. */
sealed interface Answer {

    record Accepted(Posted posted) implements Answer {
        @Override
        public Concluded concludedOrThrow() {
            return new Concluded(Optional.of(posted), outcome(),
                    Objects.requireNonNullElse(posted.transaction().reason(), ""), posted.replayed());
        }

        @Override
        public String outcome() {
            return posted.replayed() ? "replayed" : "posted";
        }
    }

    record Kept(String result, String detail, boolean replayed) implements Answer {
        @Override
        public Concluded concludedOrThrow() {
            return new Concluded(Optional.empty(), result, detail, replayed);
        }

        @Override
        public String outcome() {
            return replayed ? "replayed" : result;
        }
    }

    record Rejected(Rejection rejection) implements Answer {
        @Override
        public Concluded concludedOrThrow() {
            throw rejection;
        }

        @Override
        public String outcome() {
            return rejection.reason().slug();
        }
    }

    Concluded concludedOrThrow();

    /** For counting: {@code posted}, {@code replayed}, what a feature calls it, or the slug of the refusal. */
    String outcome();
}
