package io.dust.database;

import java.util.function.Consumer;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A statement as a value. The code that creates a statement does not execute it.
 *
 * @param values one for each parameter; a statement without any is sent as it is, and not prepared
 * @param reader takes each row that the statement returns
 */
public record Statement(String sql, Tuple values, Consumer<Row> reader) {

    /** A statement that returns no rows. */
    public static Statement of(String sql, Tuple values) {
        return new Statement(sql, values, row -> {
        });
    }

    /** A statement without parameters that returns no rows. */
    public static Statement of(String sql) {
        return of(sql, Tuple.tuple());
    }
}
