package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.dust.database.DatabaseCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;

/** The version of the database's schema, and the version that this Dust needs. */
@ApplicationScoped
class Schema {

    /**
     * The newest migration. A newer schema is fine: the migration runs before the last old instance
     * stops.
     */
    static final int NEEDED = 3;

    private static final String VERSION = "select max(version::int) from flyway_schema_history where success";
    private static final String UNDEFINED_TABLE = "42P01";

    private final Pool pool;
    private final DatabaseCalls database;

    Schema(Pool pool, DatabaseCalls database) {
        this.pool = pool;
        this.database = database;
    }

    /** The version; 0 for a database without a schema. */
    Uni<Integer> version() {
        return version(pool);
    }

    /** The version, by another connection. */
    Uni<Integer> version(Pool connections) {
        return database.call("schema", () -> connections.query(VERSION).execute()
                .map(rows -> orZero(rows.iterator().next().getInteger(0))))
                .onFailure(Schema::isMissingTable).recoverWithItem(0);
    }

    private static int orZero(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    private static boolean isMissingTable(Throwable failure) {
        return failure instanceof PgException e && UNDEFINED_TABLE.equals(e.getSqlState());
    }
}
