package io.dust.command;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.dust.database.DatabaseSettings;

/** The groups of a database: how large each is, on which node, and how often it changes. */
final class GroupReport {

    private static final int SECONDS = 60;

    private static final String LINE = "%5s  %-20s %7s %12s %14s %12s %10s  %s";

    private static final String GROUPS = "select number, version from %s.dust_group order by number";

    /** The versions of an account have no gap, so that they count its transactions. */
    private static final String SELECT_ACROSS_CUSTOMERS = """
            select count(*) as customers, coalesce(sum(version), 0) as transactions, (
                select count(*) from %1$s.dust_request where recorded_at > now() - interval '1 minute') as changes
            from %1$s.dust_point""";

    private static final String SIZES = """
            select schemaname as schema, 'this server' as node, sum(pg_total_relation_size(relid)) as bytes
            from pg_stat_user_tables group by schemaname""";

    private static final String SIZES_ON_CITUS = """
            select split_part(table_name::text, '.', 1) as schema, min(nodename || ':' || nodeport) as node, sum(shard_size) as bytes
            from citus_shards group by 1""";

    private GroupReport() {
    }

    /** One line for each group, after a line of titles. */
    static List<String> of(Connection connection, DatabaseSettings settings) throws SQLException {
        List<String> lines = new ArrayList<>();
        lines.add(LINE.formatted("group", "schema", "version", "customers", "transactions", "bytes", "requests/s", "node"));
        Map<String, Place> places = places(connection);
        try (Statement statement = connection.createStatement();
                ResultSet groups = statement.executeQuery(GROUPS.formatted(settings.sharedSchema()))) {
            while (groups.next()) {
                int group = groups.getInt("number");
                lines.add(line(connection, group, groups.getInt("version"), settings.schemaOf(group),
                        places.getOrDefault(settings.schemaOf(group), Place.UNKNOWN)));
            }
        }
        return lines;
    }

    private static String line(Connection connection, int group, int version, String schema, Place place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT_ACROSS_CUSTOMERS.formatted(schema))) {
            rows.next();
            return LINE.formatted(group, schema, version, rows.getLong("customers"), rows.getLong("transactions"), place.bytes,
                    (rows.getLong("changes") + SECONDS - 1) / SECONDS, place.node);
        }
    }

    private static Map<String, Place> places(Connection connection) throws SQLException {
        Map<String, Place> places = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Citus.isIn(connection) ? SIZES_ON_CITUS : SIZES)) {
            while (rows.next()) {
                places.put(rows.getString("schema"), new Place(rows.getString("node"), rows.getLong("bytes")));
            }
        }
        return places;
    }

    /** Where a schema is, and its size with indexes. */
    private record Place(String node, long bytes) {

        static final Place UNKNOWN = new Place("unknown", 0);
    }
}
