package io.dust.database;

import java.util.function.Consumer;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A statement as a value. The code that creates a statement does not execute it.
 *
 * @param values one for each parameter; a statement without any is sent as it is, and not prepared
 * @param reader takes each row that the statement returns
 * @param isShared whether its tables belong to no group of customers
 */
public record Statement(String sql, Tuple values, Consumer<Row> reader, boolean isShared) {

    /** A statement about the tables of a group. */
    public Statement(String sql, Tuple values, Consumer<Row> reader) {
        this(sql, values, reader, false);
    }

    /** A statement that returns no rows. */
    public static Statement of(String sql, Tuple values) {
        return new Statement(sql, values, row -> {
        });
    }

    /** A statement without parameters that returns no rows. */
    public static Statement of(String sql) {
        return of(sql, Tuple.tuple());
    }

    /** The same, about tables that belong to no group of customers. */
    public Statement shared() {
        return new Statement(sql, values, reader, true);
    }

    Statement withSql(String other) {
        return new Statement(other, values, reader, isShared);
    }
}
