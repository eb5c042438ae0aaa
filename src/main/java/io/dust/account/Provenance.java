package io.dust.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where the points of a transaction come from.
 *
 * @param occurredAt the instant at which the cause happened
 * @param computedFrom the values that the points were computed from, as a JSON object, so that they
 *        can be computed again; null when the caller gave the points
 */
public record Provenance(Instant occurredAt, @Nullable String computedFrom) {
}
