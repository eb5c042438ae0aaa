package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.DatabaseCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;

/** Which version the database's schema has, and which it must have. */
@ApplicationScoped
class Schema {

    /** The newest migration. A newer schema will do: it is migrated before the last old instance has gone. */
    static final int NEEDED = 4;

    private static final String VERSION = "select max(version::int) from flyway_schema_history where success";
    private static final String UNDEFINED_TABLE = "42P01";

    private final Pool pool;
    private final DatabaseCalls database;

    Schema(Pool pool, DatabaseCalls database) {
        this.pool = pool;
        this.database = database;
    }

    /** 0 for a database without any. */
    Uni<Integer> version() {
        return database.call("schema", () -> pool.query(VERSION).execute()
                .map(rows -> orNone(rows.iterator().next().getInteger(0))))
                .onFailure(Schema::isNone).recoverWithItem(0);
    }

    private static int orNone(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    private static boolean isNone(Throwable failure) {
        return failure instanceof PgException e && UNDEFINED_TABLE.equals(e.getSqlState());
    }
}
