package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The guards on the shards of Citus. What foreign keys refuse, they refuse at the commit, so that
 * each case is a database transaction.
 */
@QuarkusIntegrationTest
@EnabledIf(value = "io.dust.fixture.Layout#isCitus", disabledReason = "there is no Citus; -Dcitus.url names one")
class CitusGuardsIT extends ApiTest {

    private static final String AT_THE_COMMIT = "could not commit transaction for shard";

    private static final String NOW = "'2030-01-01T00:00:00Z'";

    @BeforeEach
    void anAccountWithOneTransaction() {
        change("add", 5);
    }

    @Test
    void aWholeChangeIsAccepted() throws SQLException {
        execute(result("a", 2, 2), balance(2, 10), transaction(2, "a", 5, 10));
        execute(result("b", 3, 4), balance(4, 20), transaction(3, "b", 5, 15) + ", " + values(4, "b", 5, 20));
        execute(result("c", 5, 5), result("d", 6, 6), balance(6, 30),
                transaction(5, "c", 5, 25) + ", " + values(6, "d", 5, 30));

        assertThat(points()).isEqualTo(30);
    }

    @Test
    void theHistoryIsKept() {
        for (String table : List.of("dust_transaction", "dust_point", "dust_request", "dust_order", "dust_hold",
                "dust_redemption")) {
            refused("truncate", "truncate " + table);
        }
        refused("delete on dust_transaction", "delete from dust_transaction where customer_id = '" + customer + "'");
        refused("update on dust_transaction", "update dust_transaction set points = 6 where customer_id = '" + customer + "'");
        refused("delete on dust_point", "delete from dust_point where customer_id = '" + customer + "'");
        refused("update on dust_request", "update dust_request set detail = null where customer_id = '" + customer + "'");
        refused("too young to be deleted", "delete from dust_request where customer_id = '" + customer + "'");
    }

    @Test
    void aBalanceNeedsItsTransaction() {
        refused("by a new transaction only", balance(1, 10));
        refused(AT_THE_COMMIT, balance(2, 10));
        refused("is not in the balance", result("a", 2, 2), balance(2, 11), transaction(2, "a", 5, 10));
        refused("is not in the balance", result("a", 2, 2), transaction(2, "a", 5, 10));
    }

    @Test
    void aResultNeedsItsTransactionsAndNoOther() {
        refused(AT_THE_COMMIT, result("a", 2, 2));
        refused("is of another one", result("a", 1, 1));
        refused("is not the outcome", result("a", 2, 2), result("b", 2, 2), balance(2, 10), transaction(2, "a", 5, 10));
        refused("is not the outcome", result("a", 1, 2), balance(2, 10), transaction(2, "a", 5, 10));
        refused("is not the outcome", result("a", 2, 3), balance(2, 10), transaction(2, "a", 5, 10));
        refused("is of another one", result("a", 2, 2), balance(2, 10), transaction(2, "a", 5, 10), result("b", 2, 2));
    }

    @Test
    void aTransactionFollowsFromTheOneBefore() {
        refused("is not the outcome", balance(2, 10), transaction(2, "a", 5, 10));
        refused("does not follow", result("a", 2, 2), balance(2, 11), transaction(2, "a", 5, 11));
        refused("has no predecessor", result("a", 3, 3), balance(3, 10), transaction(3, "a", 5, 10));
    }

    private String result(String id, int first, int last) {
        return "insert into dust_request (customer_id, request_id, fingerprint, first_transaction, last_transaction, recorded_at)"
                + " values ('%s', 'staff:%s', sha256('x'), %d, %d, %s)".formatted(customer, id, first, last, NOW);
    }

    private String balance(int version, int points) {
        return "update dust_point set version = %d, points = %d, lifetime_earned = %2$d, updated_at = %s where customer_id = '%s'"
                .formatted(version, points, NOW, customer);
    }

    private String transaction(int version, String request, int points, int after) {
        return "insert into dust_transaction (customer_id, version, kind, points, points_after, held_after, pending_after,"
                + " debt_after, actor, request_id, occurred_at, recorded_at) values " + values(version, request, points, after);
    }

    private String values(int version, String request, int points, int after) {
        return "('%s', %d, 'EARN', %d, %d, 0, 0, 0, 'x', 'staff:%s', %s, %6$s)".formatted(customer, version, points, after,
                request,
                NOW);
    }

    private void refused(String why, String... statements) {
        assertThatThrownBy(() -> execute(statements)).as(String.join("; ", statements)).isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = Database.connect(customer); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
