package io.dust.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import io.dust.fixture.Database;

/** The role that serves may do what Dust does, and nothing else. That it may do this, all other tests show. */
class ServingRoleTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static Map<String, String> database;
    private static Connection serving;

    @BeforeAll
    static void migrate() throws SQLException {
        database = Database.create("serving_" + System.nanoTime());
        Database.migrate(database);
        serving = Database.connect(Database.forServing(database));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        serving.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "dust_point", "dust_transaction", "dust_request", "dust_order_directory", "dust_order",
            "dust_setting",
            "dust_event_refused", "dust_hold", "dust_redemption", "flyway_schema_history" })
    void noTableIsEmptiedOrAltered(String table) throws SQLException {
        assertMayNot("delete from " + table);
        assertMayNot("truncate " + table);
        assertMayNot("alter table " + table + " disable trigger user");
        assertMayNot("alter table " + table + " add column x integer");
        assertMayNot("create trigger x before insert on " + table + " for each row execute function dust_refuse()");
        assertMayNot("create index on " + table + " (ctid)");
        assertMayNot("drop table " + table);
    }

    @ParameterizedTest
    @ValueSource(strings = { "dust_transaction set reason = 'x'", "dust_request set detail = 'x'",
            "dust_setting set actor = 'x'",
            "dust_event_refused set recorded_at = now()", "flyway_schema_history set success = false" })
    void theHistoryIsNotChanged(String update) throws SQLException {
        assertMayNot("update " + update);
    }

    @ParameterizedTest
    @ValueSource(strings = { "select from dust_request for update", "drop function dust_refuse() cascade",
            "create or replace function dust_refuse() returns trigger language plpgsql as 'begin return new; end'",
            "create table x (y integer)", "drop schema public cascade", "set session_replication_role = replica",
            "insert into flyway_schema_history (installed_rank, description, type, script, installed_by, execution_time, success)"
                    + " values (9, 'x', 'SQL', 'x', 'x', 1, true)" })
    void nothingElseIsAllowed(String sql) throws SQLException {
        assertMayNot(sql);
    }

    /** A table that hides another does not deceive the purge, which has the owner's rights. */
    @Test
    void aPurgeReadsTheTablesOfTheOwner() throws SQLException {
        try (Statement statement = serving.createStatement()) {
            statement.execute("create temporary table dust_request (recorded_at timestamptz)");
            statement.execute("insert into pg_temp.dust_request values ('2000-01-01')");
            var rows = statement.executeQuery("select dust_purge_requests(0, 1)");
            rows.next();
            assertThat(rows.getLong(1)).isZero();
            statement.execute("drop table pg_temp.dust_request");
        }
    }

    @Test
    void aTemporaryTableDeceivesNoGuard() throws SQLException {
        try (Connection connection = Database.connect(Database.forServing(database));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("dust_point", "dust_request", "dust_transaction")) {
                statement.execute("create temporary table " + table + " (like public." + table + " including defaults)");
            }
            statement.execute("insert into dust_request values ('cus_1', 'staff:1', sha256('x'), 1, 1, null, null, now())");
            statement.execute("insert into dust_point (customer_id, id, points, version, created_at, updated_at)"
                    + " values ('cus_1', gen_random_uuid(), 5, 1, now(), now())");

            assertThatThrownBy(() -> statement.execute("""
                    insert into public.dust_transaction (customer_id, version, kind, points, points_after, held_after,
                        pending_after, debt_after, actor, request_id, occurred_at, recorded_at)
                    values ('cus_1', 1, 'EARN', 5, 5, 0, 0, 0, 'x', 'staff:1', now(), now())"""))
                    .hasMessageContaining("transaction 1 of customer cus_1 is not in the balance");
        }
    }

    @Test
    void theRightsAreGivenAgainByEachMigrate() throws SQLException {
        try (Connection owner = Database.connect(database); Statement statement = owner.createStatement()) {
            statement.execute("revoke select on dust_point from " + Database.SERVE_ROLE);
            statement.execute("grant delete on dust_point to " + Database.SERVE_ROLE);
        }

        Database.migrate(database);

        assertMayNot("delete from dust_point");
        try (Statement statement = serving.createStatement()) {
            assertThatCode(() -> statement.execute("select from dust_point")).doesNotThrowAnyException();
        }
    }

    private static void assertMayNot(String sql) throws SQLException {
        try (Statement statement = serving.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOfSatisfying(PSQLException.class,
                    refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
    }
}
