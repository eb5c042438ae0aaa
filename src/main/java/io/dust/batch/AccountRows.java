package io.dust.batch;

import java.util.Objects;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.account.BalanceDelta;
import io.dust.account.Cause;
import io.dust.account.Kind;
import io.dust.account.Provenance;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.account.Transaction;
import io.dust.database.Columns;
import io.vertx.mutiny.sqlclient.Row;

/** Accounts and transactions from the rows that the batch reads. */
final class AccountRows {

    /** The accounts of the customers in $1. */
    static final String SELECT_ACCOUNTS = """
            select customer_id, id, points, held, pending, debt, lifetime_earned, lifetime_spent, next_hold_expiry, version,
                created_at, updated_at
            from dust_point where customer_id = any($1)""";

    /** Of a transaction t and its account p. */
    static final String TRANSACTION_COLUMNS = """
            p.id as account_id, t.version, t.kind, t.points, t.held, t.pending, t.debt,
            t.points_after, t.held_after, t.pending_after, t.debt_after,
            t.reverses, t.reason, t.reference_type, t.reference_id, t.actor, t.request_id, t.occurred_at, t.recorded_at,
            t.computed_from::text as computed_from""";

    private AccountRows() {
    }

    static Account account(Row row) {
        return new Account(row.getString("customer_id"), row.getUUID("id"),
                new Balance(row.getLong("points"), row.getLong("held"), row.getLong("pending"), row.getLong("debt")),
                row.getLong("lifetime_earned"), row.getLong("lifetime_spent"), Columns.instant(row, "next_hold_expiry"),
                row.getLong("version"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static Transaction transaction(Row row) {
        long version = row.getLong("version");
        return new Transaction(Transaction.idOf(row.getUUID("account_id"), version), version,
                Kind.valueOf(row.getString("kind")),
                new BalanceDelta(row.getLong("points"), row.getLong("held"), row.getLong("pending"), row.getLong("debt")),
                new Balance(row.getLong("points_after"), row.getLong("held_after"), row.getLong("pending_after"),
                        row.getLong("debt_after")),
                row.getLong("reverses"), cause(row), RequestId.ofStored(row.getString("request_id")),
                new Provenance(row.getOffsetDateTime("occurred_at").toInstant(), row.getString("computed_from")),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    private static Cause cause(Row row) {
        String referenceType = row.getString("reference_type");
        Reference reference = referenceType == null ? null
                : new Reference(referenceType, Objects.requireNonNull(row.getString("reference_id")));
        return new Cause(row.getString("actor"), row.getString("reason"), reference);
    }
}
