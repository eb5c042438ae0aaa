package io.dust.account;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One immutable entry of an account's history.
 *
 * @param id unique among all transactions; derived from the account's id and the version
 * @param version the transactions of an account are numbered 1, 2, 3 … without a gap
 * @param delta the change of each part of the balance
 * @param after the balance after the change
 * @param reverses the version of the transaction that this one reverses; null for any other kind
 * @param recordedAt when the ledger wrote the transaction; never before the previous one
 */
public record Transaction(String id, long version, Kind kind, BalanceDelta delta, Balance after, @Nullable Long reverses,
        Cause cause, RequestId requestId, Provenance provenance, Instant recordedAt) {

    public static String idOf(UUID accountId, long version) {
        return accountId + "." + version;
    }

    /** Why: the client's own words, or else the kind and its reference. */
    public String reason() {
        Reference reference = cause.reference();
        return cause.reason() != null ? cause.reason()
                : kind.description() + (reference == null ? "" : " for " + reference.type() + " " + reference.id());
    }
}
