package io.dust.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The statements of the ledger, each about one customer. */
@ApplicationScoped
class LedgerTables {

    private static final String LOCK_POINT = """
            select customer_id, id, points, held, pending, debt, lifetime_earned, lifetime_spent, version, created_at, updated_at
            from dust_point where customer_id = $1 for update""";

    private static final String TRANSACTION_COLUMNS = """
            p.id as point_id, t.version, t.kind, t.points, t.held, t.pending, t.debt,
            t.points_after, t.held_after, t.pending_after, t.debt_after,
            t.reverses, t.reason, t.reference_type, t.reference_id, t.actor, t.request_id, t.occurred_at, t.recorded_at""";

    private static final String SELECT_TRANSACTIONS = "select " + TRANSACTION_COLUMNS + """

            from dust_transaction t join dust_point p using (customer_id)
            where t.customer_id = $1 and\s""";

    private static final String FIND_OUTCOME = "select r.fingerprint, r.refusal, r.refusal_detail, " + TRANSACTION_COLUMNS + """

            from dust_request r
            left join dust_transaction t on t.customer_id = r.customer_id and t.version = r.transaction_version
            left join dust_point p on p.customer_id = r.customer_id
            where r.customer_id = $1 and r.request_id = $2""";

    private static final String FIND_REVERSAL = "select version from dust_transaction where customer_id = $1 and reverses = $2";

    /**
     * All that an accepted request changes, in one statement. A row that another has made or moved on meanwhile is left
     * alone, and then the transaction's key or its trigger refuses the whole.
     */
    private static final String WRITE = """
            with balance as (
                insert into dust_point (customer_id, id, points, held, pending, debt, lifetime_earned, lifetime_spent, version,
                    created_at, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                on conflict (customer_id) do update set points = excluded.points, held = excluded.held,
                    pending = excluded.pending, debt = excluded.debt, lifetime_earned = excluded.lifetime_earned,
                    lifetime_spent = excluded.lifetime_spent, version = excluded.version, updated_at = excluded.updated_at
                where dust_point.version = excluded.version - 1
            ), history as (
                insert into dust_transaction (customer_id, version, kind, points, held, pending, debt,
                    points_after, held_after, pending_after, debt_after,
                    reverses, reason, reference_type, reference_id, actor, request_id, occurred_at, recorded_at)
                values ($1, $9, $12, $13, $14, $15, $16, $3, $4, $5, $6, $17, $18, $19, $20, $21, $22, $23, $11)
            )
            insert into dust_request (customer_id, request_id, fingerprint, transaction_version, recorded_at)
            values ($1, $22, $24, $9, $11)""";

    private static final String WRITE_REFUSAL = """
            insert into dust_request (customer_id, request_id, fingerprint, refusal, refusal_detail, recorded_at)
            values ($1, $2, $3, $4, $5, $6)""";

    /** What a request id has led to. */
    record Outcome(Buffer fingerprint, @Nullable DustTransaction transaction, Decision.@Nullable Refuse refusal) {
    }

    /** Locks the customer's row until the end of the database transaction. */
    Uni<Optional<DustPoint>> lockPoint(SqlClient connection, String customerId) {
        return connection.preparedQuery(LOCK_POINT).execute(Tuple.of(customerId))
                .map(rows -> first(rows).map(DustPoint::of));
    }

    Uni<Optional<Outcome>> findOutcome(SqlClient connection, PostingRequest request) {
        return connection.preparedQuery(FIND_OUTCOME).execute(Tuple.of(request.customerId(), request.requestId()))
                .map(rows -> first(rows).map(LedgerTables::outcome));
    }

    Uni<Optional<DustTransaction>> findTransaction(SqlClient connection, String customerId, long version) {
        return select(connection, "t.version = $2", Tuple.of(customerId, version)).map(LedgerTables::firstOf);
    }

    Uni<Optional<DustTransaction>> findLastTransaction(SqlClient connection, String customerId, Instant asOf) {
        return select(connection, "t.recorded_at <= $2 order by t.version desc limit 1",
                Tuple.of(customerId, asOf.atOffset(ZoneOffset.UTC))).map(LedgerTables::firstOf);
    }

    /** The transactions before a version, newest first. */
    Uni<List<DustTransaction>> findTransactions(SqlClient connection, String customerId, long beforeVersion, int limit) {
        return select(connection, "t.version < $2 order by t.version desc limit $3",
                Tuple.of(customerId, beforeVersion, limit));
    }

    Uni<Boolean> isReversed(SqlClient connection, String customerId, long version) {
        return connection.preparedQuery(FIND_REVERSAL).execute(Tuple.of(customerId, version))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> write(SqlClient connection, PostingRequest request, DustPoint point, DustTransaction transaction) {
        Tuple values = Tuple.tuple();
        addPoint(values, point);
        addTransaction(values, transaction);
        values.addBuffer(request.fingerprint());
        return connection.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    Uni<Void> writeRefusal(SqlClient connection, PostingRequest request, Decision.Refuse refused, Instant now) {
        Tuple values = Tuple.tuple()
                .addString(request.customerId())
                .addString(request.requestId())
                .addBuffer(request.fingerprint())
                .addString(refused.reason().slug())
                .addString(refused.detail())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(WRITE_REFUSAL).execute(values).replaceWithVoid();
    }

    private static Uni<List<DustTransaction>> select(SqlClient connection, String condition, Tuple values) {
        return connection.preparedQuery(SELECT_TRANSACTIONS + condition).execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(DustTransaction::of).toList());
    }

    private static void addPoint(Tuple values, DustPoint point) {
        Balance balance = point.balance();
        values.addString(point.customerId()).addUUID(point.id())
                .addLong(balance.points()).addLong(balance.held()).addLong(balance.pending()).addLong(balance.debt())
                .addLong(point.lifetimeEarned()).addLong(point.lifetimeSpent()).addLong(point.version())
                .addOffsetDateTime(point.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(point.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static void addTransaction(Tuple values, DustTransaction transaction) {
        Change change = transaction.change();
        Reference reference = transaction.reference();
        values.addString(transaction.kind().name())
                .addLong(change.points()).addLong(change.held()).addLong(change.pending()).addLong(change.debt())
                .addLong(transaction.reverses())
                .addString(transaction.reason())
                .addString(reference == null ? null : reference.type())
                .addString(reference == null ? null : reference.id())
                .addString(transaction.actor())
                .addString(transaction.requestId())
                .addOffsetDateTime(transaction.occurredAt().atOffset(ZoneOffset.UTC));
    }

    private static Outcome outcome(Row row) {
        Buffer fingerprint = row.getBuffer("fingerprint");
        String refusal = row.getString("refusal");
        return refusal == null ? new Outcome(fingerprint, DustTransaction.of(row), null)
                : new Outcome(fingerprint, null, new Decision.Refuse(Reason.ofSlug(refusal), row.getString("refusal_detail")));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static <T> Optional<T> firstOf(List<T> list) {
        return list.stream().findFirst();
    }
}
