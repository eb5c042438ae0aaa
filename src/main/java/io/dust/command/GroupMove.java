package io.dust.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.dust.database.DatabaseSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Moves a group to another node of Citus, while it is used. Where every node has {@code wal_level =
 * logical}, changes go on until the last moment; else they wait while the rows are copied.
 */
final class GroupMove {

    private static final Pattern NODE = Pattern.compile("([^:\\s]+):(\\d{1,5})");

    private static final String IS_LOGICAL = """
            select bool_and(success and result = 'logical') and current_setting('wal_level') = 'logical'
            from run_command_on_workers('show wal_level')""";

    private static final String MOVE = "select citus_schema_move(?::regnamespace, ?::text, ?, shard_transfer_mode => '%s')";

    /** The triggers of a group where they count, on the shards. */
    private static final String GUARDS = """
            select sum(result::int) from citus_tables, run_command_on_shards(table_name, $$
                select count(*) from pg_trigger where tgrelid = '%s'::regclass and not tgisinternal and tgenabled in ('O', 'A')$$)
            where table_name::text like ? || '.%'""";

    private final String schema;
    private final String host;
    private final int port;

    private GroupMove(String schema, String host, int port) {
        this.schema = schema;
        this.host = host;
        this.port = port;
    }

    /** @throws ConfigurationException when the group does not exist, or the node is not written as host and port */
    static GroupMove of(String group, String node, DatabaseSettings settings) {
        Matcher address = NODE.matcher(node);
        if (!address.matches()) {
            throw new ConfigurationException(
                    "The node is " + node + "; it must be HOST:PORT, as citus_get_active_worker_nodes shows");
        }
        if (!group.matches("\\d{1,4}") || Integer.parseInt(group) >= settings.groups() || settings.groups() == 1) {
            throw new ConfigurationException(
                    "The group is " + group + "; it must be one of several, because DUST_DATABASE_GROUPS is "
                            + settings.groups());
        }
        return new GroupMove(settings.schemaOf(Integer.parseInt(group)), address.group(1), Integer.parseInt(address.group(2)));
    }

    /** The sentence that says what was done. */
    String run(Connection connection) throws SQLException {
        if (!Citus.isIn(connection)) {
            throw new ConfigurationException(
                    "This database is no Citus, so a group moves by a dump and a restore, as docs/scaling.md says");
        }
        long guards = guards(connection);
        boolean isLogical = isLogical(connection);
        long begin = System.nanoTime();
        try (PreparedStatement move = connection
                .prepareStatement(MOVE.formatted(isLogical ? "force_logical" : "block_writes"))) {
            move.setString(1, schema);
            move.setString(2, host);
            move.setInt(3, port);
            move.execute();
        }
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        long guardsThere = guards(connection);
        if (guardsThere < guards) {
            throw new SQLException("Schema " + schema + " has moved, and " + (guards - guardsThere)
                    + " of its guards are missing there; move it back");
        }
        return "Schema %s is on %s:%d after %d ms, with all its guards; %s".formatted(schema, host, port, milliseconds,
                isLogical ? "changes went on" : "changes waited, because wal_level is not logical on every node");
    }

    private static boolean isLogical(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_LOGICAL); ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private long guards(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GUARDS)) {
            statement.setString(1, schema);
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }
}
