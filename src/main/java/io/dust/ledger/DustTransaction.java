package io.dust.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * One immutable line of a customer's history.
 *
 * @param id unique among all transactions; derived from the balance's id and the version, and never stored
 * @param version the customer's transactions are numbered 1, 2, 3 … without a gap
 * @param change what it added to each part of the balance
 * @param after the balance that it left
 * @param reverses the version of the transaction that this one takes back
 * @param reason why, in words for people
 * @param reference the shop's own name of the cause
 * @param actor who asked for it
 * @param requestId the client's own id of the request that led to it
 * @param occurredAt when it happened, as the cause tells
 * @param recordedAt when the ledger wrote it; never before the transaction before it
 * @param computedFrom what its points were computed from, as a JSON object, when a feature has computed them
 */
public record DustTransaction(String id, long version, Kind kind, Change change, Balance after, @Nullable Long reverses,
        @Nullable String reason, @Nullable Reference reference, String actor, String requestId, Instant occurredAt,
        Instant recordedAt, @Nullable String computedFrom) {

    /** The line that an accepted request adds to a customer's history. */
    static DustTransaction of(DustPoint before, PostingRequest request, Decision.Accept accepted, Instant now) {
        long version = before.version() + 1;
        // Clocks of several instances differ; history must not run backwards.
        Instant recordedAt = now.isBefore(before.updatedAt()) ? before.updatedAt() : now;
        Origin origin = accepted.origin() == null ? new Origin(recordedAt, null) : accepted.origin();
        return new DustTransaction(idOf(before.id(), version), version, accepted.kind(),
                Change.between(before.balance(), accepted.after()), accepted.after(), accepted.reverses(), request.reason(),
                request.reference(), request.actor(), request.requestId(), origin.occurredAt(), recordedAt,
                origin.computedFrom());
    }

    static DustTransaction of(Row row) {
        String referenceType = row.getString("reference_type");
        Reference reference = referenceType == null ? null : new Reference(referenceType, row.getString("reference_id"));
        long version = row.getLong("version");
        return new DustTransaction(idOf(row.getUUID("point_id"), version), version, Kind.valueOf(row.getString("kind")),
                new Change(row.getLong("points"), row.getLong("held"), row.getLong("pending"), row.getLong("debt")),
                new Balance(row.getLong("points_after"), row.getLong("held_after"), row.getLong("pending_after"),
                        row.getLong("debt_after")),
                row.getLong("reverses"), row.getString("reason"), reference, row.getString("actor"),
                row.getString("request_id"), row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("recorded_at").toInstant(), row.getString("computed_from"));
    }

    private static String idOf(UUID pointId, long version) {
        return pointId + "." + version;
    }
}
