package io.dust.database;

import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Executes several statements in one round trip. */
final class Statements {

    private Statements() {
    }

    /**
     * Sends all statements at once on one connection. PostgreSQL executes them in order, each with
     * a snapshot of its own; when one fails inside a transaction, those after it do nothing. Unlike
     * a Hibernate session, the driver's connection takes several statements at a time: it sends
     * them in the order in which they are subscribed to, so {@code combine()} is safe here.
     */
    static Uni<Void> executeTogether(SqlConnection connection, List<Statement> statements) {
        return Uni.combine().all().unis(statements.stream().map(statement -> execute(connection, statement)).toList())
                .discardItems();
    }

    private static Uni<Void> execute(SqlConnection connection, Statement statement) {
        Uni<RowSet<Row>> rows = statement.values().size() == 0 ? connection.query(statement.sql()).execute()
                : connection.preparedQuery(statement.sql()).execute(statement.values());
        return rows.invoke(read -> read.forEach(statement.reader())).replaceWithVoid();
    }
}
