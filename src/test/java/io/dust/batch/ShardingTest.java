package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.Database;

/**
 * Rule 10: no statement needs the rows of two customers, so that customers can be in groups, see {@code
 * docs/scaling.md}. Excluded
 * are the statements that read all customers on purpose: the rule checks, the search by Hibernate,
 * and fields with this name.
 */
class ShardingTest {

    /** Tables without a customer, and why they do not prevent sharding. */
    private static final Map<String, String> NOT_SHARDED = Map.of(
            "flyway_schema_history", "read once at the start, written only by migrate",
            "dust_group", "read once at the start, written only by migrate",
            "dust_order_directory", "whose an order is, keyed by order, so that it cannot become another customer's",
            "dust_setting", "no customer's: read by all");

    private static final Set<String> SHARED = Set.of("dust_order_directory", "dust_setting");

    private static final String KEYS = """
            with sharded as (
                select oid, relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all (?)
            ), customer as (
                select attrelid, attnum from pg_attribute where attname = 'customer_id' and attnum = 1 and attnotnull
            )
            select relname || ' has no customer_id, first and never null' from sharded
            where oid not in (select attrelid from customer)
            union all
            select relname || ': ' || indexrelid::regclass || ' lacks customer_id' from sharded join pg_index i on indrelid = oid
            where (indisunique or indisexclusion) and not exists (
                select from customer where attrelid = indrelid and attnum = any (indkey[0 : indnkeyatts - 1]))
            union all
            select relname || ': ' || conname || ' refers to another customer' from sharded
            join pg_constraint on conrelid = sharded.oid and contype = 'f'
            where not exists (
                select from unnest(conkey, confkey) as k (here, there)
                join customer h on (h.attrelid, h.attnum) = (conrelid, here)
                join customer t on (t.attrelid, t.attnum) = (confrelid, there))""";

    private static Map<String, String> database;

    private Connection connection;

    @BeforeAll
    static void migrate() throws SQLException {
        database = Database.create("sharding_" + System.nanoTime());
        Database.migrate(database);
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Database.connect(database);
        connection.setAutoCommit(false);
    }

    @AfterEach
    void takeBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void everyKeyContainsTheCustomer() throws SQLException {
        assertThat(faultsOfKeys()).isEmpty();
    }

    @Test
    void aKeyWithoutTheCustomerIsFound() throws SQLException {
        execute("create table bad_table (id bigint primary key)");
        execute("create table bad_null (customer_id text unique)");
        execute("create table bad_unique (customer_id text not null, request_id text)");
        execute("create unique index bad_index on bad_unique (request_id) include (customer_id)");
        execute("create table bad_exclusion (customer_id text not null, c text, constraint bad_out exclude (c with =))");
        execute("create table good (customer_id text, id bigint, other_id text, primary key (customer_id, id), "
                + "constraint good_in foreign key (customer_id) references dust_point, "
                + "constraint good_other foreign key (other_id) references dust_point)");

        assertThat(faultsOfKeys()).containsExactlyInAnyOrder(
                "bad_table has no customer_id, first and never null", "bad_table: bad_table_pkey lacks customer_id",
                "bad_null has no customer_id, first and never null", "bad_null: bad_null_customer_id_key lacks customer_id",
                "bad_unique: bad_index lacks customer_id", "bad_exclusion: bad_out lacks customer_id",
                "good: good_other refers to another customer");
    }

    @Test
    void everyStatementStaysWithItsCustomers() throws Exception {
        Set<String> tables = tables();
        List<String> statements = statements(tables);

        assertThat(tables).allSatisfy(table -> assertThat(statements).anyMatch(sql -> sql.contains(table)));
        assertThat(statements).anyMatch(sql -> sql.contains("for update"))
                .anyMatch(sql -> sql.matches("(?s).*dust_transaction.*limit.*"))
                .allSatisfy(sql -> assertThat(faultsOf(sql)).isEmpty());
    }

    /** A group may be on another node than the shared tables. */
    @Test
    void noStatementNeedsAGroupAndTheSharedTables() throws Exception {
        assertThat(statements(SHARED)).isNotEmpty()
                .allSatisfy(sql -> assertThat(tables()).noneMatch(table -> sql.matches("(?s).*\\b" + table + "\\b.*")));
    }

    /** PostgreSQL keeps a plan, also while a table grows from zero to millions of rows. */
    @Test
    void noPlanMadeForAnEmptyTableReadsTheWholeTable() throws Exception {
        Set<String> tables = tables();
        tables.addAll(SHARED);

        assertThat(statements(tables)).allSatisfy(
                sql -> assertThat(StatementPlan.growing(connection, sql)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select * from unnest($1::text[]) as asked (order_id) join dust_order using (order_id) | dust_order
            select * from dust_hold where customer_id = $1 and expires_at = $2 and status = 'held' | dust_hold_open by [customer_id]
            select * from dust_hold where customer_id = $1 and cart_id = $2 | dust_hold_pkey by [customer_id]
            select * from dust_transaction where customer_id = $1 and request_id = $2 | dust_transaction_pkey by [customer_id]""")
    void aPlanThatGrowsWithTheTableIsFound(String sql, String found) throws SQLException {
        assertThat(StatementPlan.growing(connection, sql)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "select * from dust_point where customer_id = any ($1) order by customer_id for update",
            "select * from unnest($1::text[], $2::text[]) as q (customer_id, request_id) "
                    + "join dust_request r using (customer_id, request_id) left join dust_transaction t "
                    + "on t.customer_id = r.customer_id and t.version = r.last_transaction",
            "with q as (select customer_id, points from dust_point where customer_id = any ($1) for update) "
                    + "update dust_point p set points = q.points + 1 from q where p.customer_id = q.customer_id",
            "with b as (insert into dust_request select c, r from unnest($1::text[], $2::text[]) as q (c, r) "
                    + "on conflict do nothing) insert into dust_point (customer_id) select unnest($3::text[])" })
    void batchesAreAllowed(String sql) throws SQLException {
        assertThat(faultsOf(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "select * from dust_point where points > $1",
            "select * from dust_point where customer_id >= $1",
            "select * from dust_point where customer_id = $1 or points = $2",
            "select * from dust_transaction where request_id = $1 for update",
            "update dust_point set points = 0 where version = $1",
            "delete from dust_request where recorded_at < $1",
            "select * from dust_transaction t join dust_request r using (request_id) where t.customer_id = $1",
            "select * from dust_transaction t join dust_request r using (request_id) where t.customer_id = $1 "
                    + "and r.customer_id = $2",
            "select * from dust_transaction t join dust_request r using (request_id) where t.customer_id = any ($1) "
                    + "and r.customer_id = any ($1)",
            "select points from dust_point where customer_id = $1 union all select points from dust_point where points > $2",
            "select * from dust_point where customer_id = $1 and version > (select max(version) from dust_transaction)",
            "insert into dust_request (customer_id, request_id) select $2, 'x' from dust_point where customer_id = $1",
            "with a as (update dust_point set points = points - 1 where customer_id = $1) "
                    + "update dust_point set points = points + 1 where customer_id = $2" })
    void aStatementAcrossCustomersIsFound(String sql) throws SQLException {
        assertThat(faultsOf(sql)).isNotEmpty();
    }

    private List<String> faultsOfKeys() throws SQLException {
        try (var query = connection.prepareStatement(KEYS)) {
            query.setArray(1, connection.createArrayOf("text", NOT_SHARDED.keySet().toArray()));
            return texts(query.executeQuery());
        }
    }

    private List<String> statements(Set<String> tables) throws Exception {
        List<String> statements = new ArrayList<>();
        for (List<String> candidates : StatementTexts.find(tables)) {
            List<String> readable = candidates.stream().filter(sql -> StatementPlan.isReadable(connection, sql)).toList();
            assertThat(readable).as("what PostgreSQL can read of %s", candidates).isNotEmpty();
            statements.addAll(readable);
        }
        return statements;
    }

    private List<String> faultsOf(String sql) throws SQLException {
        return StatementPlan.faults(connection, sql);
    }

    private Set<String> tables() throws SQLException {
        try (Statement query = connection.createStatement()) {
            Set<String> tables = new TreeSet<>(texts(query.executeQuery(
                    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")));
            tables.removeAll(NOT_SHARDED.keySet());
            return tables;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }
}
