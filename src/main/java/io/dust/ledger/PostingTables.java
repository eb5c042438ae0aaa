package io.dust.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The statements that change the ledger, each for all customers of a batch, none of whom needs another's rows.
 *
 * <p>
 * What they read is asked for row by row, by its key ({@code lateral … offset 0}): a plan is kept, and one that was made while
 * a table was empty would otherwise read all of it ever after.
 */
@ApplicationScoped
class PostingTables {

    private static final String LOCK_POINTS = LedgerTables.SELECT_POINTS + " order by customer_id for update";

    /** For those who have no row yet to be locked. In an order that all batches have, so that none waits in a ring. */
    private static final String LOCK_CUSTOMERS = """
            with ordered as materialized (
                select distinct hashtextextended(customer_id, 0) as key from unnest($1::text[]) as customer_id order by key)
            select count(pg_advisory_xact_lock(key)) from ordered""";

    private static final String FIND_OUTCOMES = "select r.customer_id, r.request_id as asked_id, r.fingerprint, r.refusal, r.detail, "
            + LedgerTables.TRANSACTION_COLUMNS + """

                    from unnest($1::text[], $2::text[]) as asked (customer_id, request_id),
                    lateral (
                        select * from dust_request
                        where customer_id = asked.customer_id and request_id = asked.request_id offset 0) r
                    left join lateral (
                        select * from dust_transaction
                        where customer_id = r.customer_id and version = r.transaction_version offset 0) t on true
                    left join lateral (select * from dust_point where customer_id = r.customer_id offset 0) p on true""";

    private static final String FIND_TARGETS = "select t.customer_id, reversal.version as reversed_by, claw_back.version as clawed_back_by, "
            + LedgerTables.TRANSACTION_COLUMNS
            + """

                    from unnest($1::text[], $2::bigint[]) as asked (customer_id, version),
                    lateral (
                        select * from dust_transaction
                        where customer_id = asked.customer_id and version = asked.version offset 0) t
                    join lateral (select * from dust_point where customer_id = t.customer_id offset 0) p on true
                    left join lateral (
                        select * from dust_transaction where customer_id = t.customer_id and reverses = t.version offset 0) reversal
                        on true
                    left join lateral (
                        select c.version from dust_transaction c
                        where c.customer_id = t.customer_id and c.version > t.version and c.kind = 'CLAWBACK'
                            and (c.reference_type, c.reference_id) = (t.reference_type, t.reference_id)
                        limit 1) claw_back on t.kind in ('EARN', 'EARN_RELEASE') and t.computed_from is not null""";

    /**
     * All that requests have led to, in one statement. When another instance has made a row meanwhile that was not
     * there to be locked, the key of a transaction refuses the whole.
     */
    private static final String WRITE = """
            with balance as (
                insert into dust_point (customer_id, id, points, held, pending, debt, lifetime_earned, lifetime_spent, version,
                    created_at, updated_at, held_until)
                select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                    $7::bigint[], $8::bigint[], $9::bigint[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[])
                on conflict (customer_id) do update set points = excluded.points, held = excluded.held,
                    pending = excluded.pending, debt = excluded.debt, lifetime_earned = excluded.lifetime_earned,
                    lifetime_spent = excluded.lifetime_spent, version = excluded.version, updated_at = excluded.updated_at,
                    held_until = excluded.held_until
                where dust_point.version < excluded.version
            ), history as (
                insert into dust_transaction (customer_id, version, kind, points, held, pending, debt,
                    points_after, held_after, pending_after, debt_after,
                    reverses, reason, reference_type, reference_id, actor, request_id, occurred_at, recorded_at, computed_from)
                select * from unnest($13::text[], $14::bigint[], $15::text[], $16::bigint[], $17::bigint[], $18::bigint[],
                    $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::text[],
                    $26::text[], $27::text[], $28::text[], $29::text[], $30::timestamptz[], $31::timestamptz[], $32::text[]::json[])
            )
            insert into dust_request (customer_id, request_id, fingerprint, transaction_version, refusal, detail, recorded_at)
            select *, $39::timestamptz from unnest($33::text[], $34::text[], $35::bytea[], $36::bigint[], $37::text[], $38::text[])""";

    Uni<Void> begin(SqlClient connection) {
        return connection.query("begin").execute().replaceWithVoid();
    }

    Uni<Void> commit(SqlClient connection) {
        return connection.query("commit").execute().replaceWithVoid();
    }

    Uni<Void> rollback(SqlClient connection) {
        return connection.query("rollback").execute().replaceWithVoid();
    }

    /**
     * Locks customers until the end of the database transaction, whether they have a row or not: what is known of them besides
     * their points is not to be changed by two at once.
     */
    Uni<Void> lockCustomers(SqlClient connection, Collection<String> customerIds) {
        return customerIds.isEmpty() ? Uni.createFrom().voidItem()
                : connection.preparedQuery(LOCK_CUSTOMERS).execute(Tuple.of(customerIds.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /** Locks the customers' rows until the end of the database transaction, in the order of their ids. */
    Uni<Void> lockPoints(SqlClient connection, Accounts accounts) {
        return read(connection, LOCK_POINTS, Tuple.of(accounts.customerIds()), accounts,
                (account, row) -> account.wasRead(DustPoint.of(row)));
    }

    Uni<Void> findOutcomes(SqlClient connection, Accounts accounts, List<PostingRequest> requests) {
        Tuple values = Tuple.of(Columns.texts(requests, PostingRequest::customerId),
                Columns.texts(requests, PostingRequest::requestId));
        return read(connection, FIND_OUTCOMES, values, accounts,
                (account, row) -> account.wasRead(row.getString("asked_id"), outcome(row)));
    }

    /** The transactions that are to be reversed. */
    Uni<Void> findTargets(SqlClient connection, Accounts accounts, List<PostingRequest> requests) {
        List<PostingRequest> reversals = requests.stream().filter(request -> request.reverses().isPresent()).toList();
        if (reversals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(Columns.texts(reversals, PostingRequest::customerId),
                Columns.numbers(reversals, request -> request.reverses().orElseThrow()));
        return read(connection, FIND_TARGETS, values, accounts,
                (account, row) -> account.wasRead(new Target(DustTransaction.of(row), row.getLong("reversed_by") != null,
                        row.getLong("clawed_back_by") != null)));
    }

    /** Writes what the requests have led to. */
    Uni<Void> write(SqlClient connection, Accounts accounts, Instant now) {
        List<Account.Recorded> recorded = accounts.all().stream().flatMap(account -> account.recorded().stream()).toList();
        if (recorded.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple();
        addPoints(values, accounts.all().stream().flatMap(account -> account.changed().stream()).toList());
        addTransactions(values, recorded.stream().filter(one -> one.outcome().transaction() != null).toList());
        addOutcomes(values, recorded, now);
        return connection.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    private interface Reader {
        void read(Account account, Row row);
    }

    private static Uni<Void> read(SqlClient connection, String sql, Tuple values, Accounts accounts,
            Reader reader) {
        return connection.preparedQuery(sql).execute(values)
                .invoke(rows -> rows.forEach(row -> reader.read(accounts.of(row.getString("customer_id")), row)))
                .replaceWithVoid();
    }

    private static Outcome outcome(Row row) {
        String refusal = row.getString("refusal");
        return new Outcome(row.getBuffer("fingerprint").getDelegate(),
                row.getLong("version") == null ? null : DustTransaction.of(row),
                refusal == null ? null : Reason.ofSlug(refusal), row.getString("detail"));
    }

    private static void addPoints(Tuple values, List<DustPoint> points) {
        values.addArrayOfString(Columns.texts(points, DustPoint::customerId))
                .addArrayOfUUID(points.stream().map(DustPoint::id).toArray(UUID[]::new))
                .addArrayOfLong(Columns.numbers(points, point -> point.balance().points()))
                .addArrayOfLong(Columns.numbers(points, point -> point.balance().held()))
                .addArrayOfLong(Columns.numbers(points, point -> point.balance().pending()))
                .addArrayOfLong(Columns.numbers(points, point -> point.balance().debt()))
                .addArrayOfLong(Columns.numbers(points, DustPoint::lifetimeEarned))
                .addArrayOfLong(Columns.numbers(points, DustPoint::lifetimeSpent))
                .addArrayOfLong(Columns.numbers(points, DustPoint::version))
                .addArrayOfOffsetDateTime(Columns.times(points, DustPoint::createdAt))
                .addArrayOfOffsetDateTime(Columns.times(points, DustPoint::updatedAt))
                .addArrayOfOffsetDateTime(Columns.times(points, point -> point.heldUntil().orElse(null)));
    }

    private static void addTransactions(Tuple values, List<Account.Recorded> accepted) {
        List<DustTransaction> transactions = accepted.stream().map(one -> one.outcome().transactionOrThrow()).toList();
        values.addArrayOfString(Columns.texts(accepted, one -> one.request().customerId()))
                .addArrayOfLong(Columns.numbers(transactions, DustTransaction::version))
                .addArrayOfString(Columns.texts(transactions, transaction -> transaction.kind().name()));
        addChanges(values, transactions);
        values.addArrayOfLong(Columns.numbers(transactions, DustTransaction::reverses))
                .addArrayOfString(Columns.texts(transactions, DustTransaction::reason))
                .addArrayOfString(Columns.texts(transactions, one -> one.reference() == null ? null : one.reference().type()))
                .addArrayOfString(Columns.texts(transactions, one -> one.reference() == null ? null : one.reference().id()))
                .addArrayOfString(Columns.texts(transactions, DustTransaction::actor))
                .addArrayOfString(Columns.texts(transactions, DustTransaction::requestId))
                .addArrayOfOffsetDateTime(Columns.times(transactions, DustTransaction::occurredAt))
                .addArrayOfOffsetDateTime(Columns.times(transactions, DustTransaction::recordedAt))
                .addArrayOfString(Columns.texts(transactions, DustTransaction::computedFrom));
    }

    private static void addChanges(Tuple values, List<DustTransaction> transactions) {
        values.addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.change().points()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.change().held()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.change().pending()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.change().debt()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.after().points()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.after().held()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.after().pending()))
                .addArrayOfLong(Columns.numbers(transactions, transaction -> transaction.after().debt()));
    }

    private static void addOutcomes(Tuple values, List<Account.Recorded> recorded, Instant now) {
        List<Outcome> outcomes = recorded.stream().map(Account.Recorded::outcome).toList();
        values.addArrayOfString(Columns.texts(recorded, one -> one.request().customerId()))
                .addArrayOfString(Columns.texts(recorded, one -> one.request().requestId()))
                .addValue(outcomes.stream().map(Outcome::fingerprint).toArray(Buffer[]::new))
                .addArrayOfLong(
                        Columns.numbers(outcomes, one -> one.transaction() == null ? null : one.transaction().version()))
                .addArrayOfString(Columns.texts(outcomes, one -> one.refusal() == null ? null : one.refusal().slug()))
                .addArrayOfString(Columns.texts(outcomes, Outcome::detail))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
    }
}
