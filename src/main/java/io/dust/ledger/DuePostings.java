package io.dust.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Postings that are due because time has passed, such as expired holds. The batch makes them before
 * it decides on an account, and before it answers a balance, so that an expiry counts from its
 * instant on.
 */
public interface DuePostings {

    /** The requests that are due for these customers. */
    Uni<List<PostingRequest<?>>> due(Collection<String> customerIds, Instant now);
}
