package io.dust.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The statements that read the ledger. */
@ApplicationScoped
class LedgerTables {

    /** Of the customers in $1 who have any. */
    static final String SELECT_POINTS = """
            select customer_id, id, points, held, pending, debt, lifetime_earned, lifetime_spent, held_until, version, created_at, updated_at
            from dust_point where customer_id = any($1)""";

    static final String TRANSACTION_COLUMNS = """
            p.id as point_id, t.version, t.kind, t.points, t.held, t.pending, t.debt,
            t.points_after, t.held_after, t.pending_after, t.debt_after,
            t.reverses, t.reason, t.reference_type, t.reference_id, t.actor, t.request_id, t.occurred_at, t.recorded_at,
            t.computed_from::text as computed_from""";

    private static final String SELECT_TRANSACTIONS = "select " + TRANSACTION_COLUMNS + """

            from dust_transaction t join dust_point p using (customer_id)
            where t.customer_id = $1 and\s""";

    /** Of those customers who have any. */
    Uni<List<DustPoint>> findPoints(SqlClient connection, Set<String> customerIds) {
        return connection.preparedQuery(SELECT_POINTS).execute(Tuple.of(customerIds.toArray(String[]::new)))
                .map(rows -> rowsOf(rows).map(DustPoint::of).toList());
    }

    Uni<Optional<DustTransaction>> findLastTransaction(SqlClient connection, String customerId, Instant asOf) {
        return select(connection, "t.recorded_at <= $2 order by t.version desc limit 1",
                Tuple.of(customerId, asOf.atOffset(ZoneOffset.UTC))).map(list -> list.stream().findFirst());
    }

    /** The transactions before a version, newest first. */
    Uni<List<DustTransaction>> findTransactions(SqlClient connection, String customerId, long beforeVersion, int limit) {
        return select(connection, "t.version < $2 order by t.version desc limit $3",
                Tuple.of(customerId, beforeVersion, limit));
    }

    private static Uni<List<DustTransaction>> select(SqlClient connection, String condition, Tuple values) {
        return connection.preparedQuery(SELECT_TRANSACTIONS + condition).execute(values)
                .map(rows -> rowsOf(rows).map(DustTransaction::of).toList());
    }

    private static Stream<Row> rowsOf(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
