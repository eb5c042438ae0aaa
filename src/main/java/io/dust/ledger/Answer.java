package io.dust.ledger;

/** What a request gets once its database transaction is committed: a refusal is committed too, so it is no failure. */
sealed interface Answer {

    record Accepted(Posted posted) implements Answer {
        @Override
        public Posted postedOrThrow() {
            return posted;
        }

        @Override
        public String outcome() {
            return posted.replayed() ? "replayed" : "posted";
        }
    }

    record Rejected(Rejection rejection) implements Answer {
        @Override
        public Posted postedOrThrow() {
            throw rejection;
        }

        @Override
        public String outcome() {
            return rejection.reason().slug();
        }
    }

    Posted postedOrThrow();

    /** For counting: {@code posted}, {@code replayed}, or the slug of the refusal. */
    String outcome();
}
