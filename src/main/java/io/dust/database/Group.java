package io.dust.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A group of customers, and the schema with their rows. The only group is in the schema of the
 * connection. Each of several groups has its own schema, and its statements name it. The search path
 * of the connection could choose the schema too, but a changed path makes PostgreSQL discard the plans
 * of all statements.
 */
public final class Group {

    private static final Pattern TABLE = Pattern.compile("\\bdust_\\w+");

    private final int number;
    private final boolean isServed;
    private final String schema;
    private final String sharedSchema;
    private final boolean isOnly;
    private final Pool pool;
    private final Map<String, String> qualified = new ConcurrentHashMap<>();

    Group(int number, boolean isServed, DatabaseSettings settings, Pool pool) {
        this.number = number;
        this.isServed = isServed;
        this.schema = settings.schemaOf(number);
        this.sharedSchema = settings.sharedSchema();
        this.isOnly = settings.groups() == 1;
        this.pool = pool;
    }

    /** From 0 to one less than the number of groups. */
    public int number() {
        return number;
    }

    /** Whether this instance serves the group. */
    boolean isServed() {
        return isServed;
    }

    /** Executes one statement about this group's tables on a connection of the pool. */
    public Uni<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(qualified(sql)).execute(values);
    }

    /** Executes several statements in one round trip, see {@link Statements#executeTogether}. */
    public Uni<Void> executeTogether(SqlConnection connection, List<Statement> statements) {
        return Statements.executeTogether(connection, isOnly ? statements
                : statements.stream().map(each -> each.isShared() ? each : each.withSql(qualified(each.sql()))).toList());
    }

    /** Reads this group's tables by Panache. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return isOnly ? work.get()
                : Panache.withTransaction(() -> Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(setSearchPath()).executeUpdate())
                        .flatMap(set -> work.get()));
    }

    /**
     * Makes this group's tables, and then the shared ones, those of a transaction's statements. For
     * statements that are not executed often.
     */
    public Uni<Void> use(SqlConnection connection) {
        return isOnly ? Uni.createFrom().voidItem() : connection.query(setSearchPath()).execute().replaceWithVoid();
    }

    private String setSearchPath() {
        return "set local search_path = \"" + schema + "\", \"" + sharedSchema + "\"";
    }

    private String qualified(String sql) {
        return isOnly ? sql
                : qualified.computeIfAbsent(sql, text -> TABLE.matcher(text).replaceAll('"' + schema + "\".$0"));
    }

    @Override
    public String toString() {
        return "group " + number;
    }
}
