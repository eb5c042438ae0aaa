package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

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

    private static final String STATE = """
            select max(version::int) as version, exists (
                select from pg_tables where schemaname = current_schema() and tablename like 'dust\\_%'
                    and pg_has_role(tableowner, 'member')) as is_owner
            from flyway_schema_history where success""";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Pool pool;
    private final DatabaseCalls database;
    private final boolean ownerMayServe;

    Schema(Pool pool, DatabaseCalls database, DatabaseSettings settings) {
        this.pool = pool;
        this.database = database;
        this.ownerMayServe = settings.allowOwner() || LaunchMode.current() != LaunchMode.NORMAL;
    }

    Uni<SchemaState> state() {
        return state(pool);
    }

    /** The state, as a connection of another pool tells it. */
    Uni<SchemaState> state(Pool connections) {
        return database
                .callBesideThePool("schema",
                        () -> connections.query(STATE).execute().map(rows -> state(rows.iterator().next())))
                .onFailure(failure -> hasState(failure, UNDEFINED_TABLE))
                .recoverWithItem(new SchemaState(0, Rights.ENOUGH))
                .onFailure(failure -> hasState(failure, INSUFFICIENT_PRIVILEGE))
                .recoverWithItem(new SchemaState(0, Rights.NONE));
    }

    private SchemaState state(Row row) {
        boolean isOwner = row.getBoolean("is_owner");
        return new SchemaState(orZero(row.getInteger("version")),
                isOwner && !ownerMayServe ? Rights.TOO_MANY : Rights.ENOUGH);
    }

    private static int orZero(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    private static boolean hasState(Throwable failure, String state) {
        return failure instanceof PgException e && state.equals(e.getSqlState());
    }
}
