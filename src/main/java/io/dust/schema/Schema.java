package io.dust.schema;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.DatabaseCalls;
import io.dust.database.DatabaseSettings;
import io.dust.schema.SchemaState.Rights;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;

/** Reads the version of the database's schema, and the rights of the role that serves. */
@ApplicationScoped
class Schema {

    /** A row for each group of the database. */
    private static final String STATE = """
            select number, groups, version, (select max(version::int) from flyway_schema_history where success) as shared_version,
                exists (
                    select from pg_tables where schemaname = current_schema() and tablename like 'dust\\_%'
                        and pg_has_role(tableowner, 'member')) as is_owner
            from dust_group""";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Pool pool;
    private final DatabaseCalls database;
    private final DatabaseSettings settings;
    private final boolean ownerMayServe;

    Schema(Pool pool, DatabaseCalls database, DatabaseSettings settings) {
        this.pool = pool;
        this.database = database;
        this.settings = settings;
        this.ownerMayServe = settings.allowOwner() || LaunchMode.current() != LaunchMode.NORMAL;
    }

    Uni<SchemaState> state() {
        return state(pool);
    }

    /** The state, as a connection of another pool tells it. */
    Uni<SchemaState> state(Pool connections) {
        return database
                .callBesideThePool("schema",
                        () -> connections.query(STATE).execute().map(rows -> state(rows.stream().toList())))
                .onFailure(failure -> hasState(failure, UNDEFINED_TABLE))
                .recoverWithItem(SchemaState.unreadable(Rights.ENOUGH))
                .onFailure(failure -> hasState(failure, INSUFFICIENT_PRIVILEGE))
                .recoverWithItem(SchemaState.unreadable(Rights.NONE));
    }

    private SchemaState state(List<Row> groups) {
        if (groups.isEmpty()) {
            return SchemaState.unreadable(Rights.ENOUGH);
        }
        Row first = groups.get(0);
        Map<Integer, Integer> versions = groups.stream()
                .collect(Collectors.toMap(row -> row.getInteger("number"), row -> row.getInteger("version")));
        List<Integer> behind = settings.servedNumbers().stream()
                .filter(group -> versions.getOrDefault(group, 0) < SchemaState.NEEDED_BY_GROUP).toList();
        int number = first.getInteger("groups");
        return new SchemaState(first.getInteger("shared_version"),
                number == settings.groups() ? OptionalInt.empty() : OptionalInt.of(number), behind,
                first.getBoolean("is_owner") && !ownerMayServe ? Rights.TOO_MANY : Rights.ENOUGH);
    }

    private static boolean hasState(Throwable failure, String state) {
        return failure instanceof PgException e && state.equals(e.getSqlState());
    }
}
