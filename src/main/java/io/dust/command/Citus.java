package io.dust.command;

import java.sql.Connection;
import java.sql.SQLException;

/** What the commands must know of Citus. */
final class Citus {

    private static final String IS_THERE = "select from pg_extension where extname = 'citus'";

    private Citus() {
    }

    /** Whether the database is a coordinator of Citus. */
    static boolean isIn(Connection connection) throws SQLException {
        return Migrations.hasRows(connection, IS_THERE);
    }
}
