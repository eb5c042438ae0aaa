package io.dust.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a transaction comes from that a feature has considered.
 *
 * @param occurredAt when its cause happened
 * @param computedFrom what its points were computed from, as a JSON object, so that they can be computed again
 */
public record Origin(Instant occurredAt, @Nullable String computedFrom) {
}
