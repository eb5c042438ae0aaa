package io.dust.earn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;

/** What the database itself refuses about orders. */
@QuarkusTest
class OrderSchemaTest extends OrderTest {

    @Test
    void anOrderEarnsOnce() throws SQLException {
        tell("order.placed", placed() + ", \"payment_status\": \"captured\"");

        refuses("dust_transaction_earned_once", """
                insert into dust_transaction (customer_id, version, kind, points, points_after, held_after, pending_after,
                    debt_after, reference_type, reference_id, actor, request_id, occurred_at, recorded_at, computed_from)
                values ('%s', 2, 'EARN', 100, 200, 0, 0, 0, 'order', '%s', 'x', 'x', now(), now(), '{}')"""
                .formatted(customer, order));
    }

    @Test
    void noMoreIsClawedBackThanEarned() throws SQLException {
        tell("order.placed", placed() + ", \"payment_status\": \"captured\"");

        refuses("dust_order_clawed_back_limit", update("clawed_back = 101"));
        refuses("dust_order_clawed_back_limit", update("clawed_back = 50, waived = 51"));
        refuses("dust_order_points_not_negative", update("waived = -1"));
        refuses("dust_order_pending_or_released", update("pending = 1"));
        refuses("dust_order_points_need_terms", update("terms = null"));
        refuses("dust_order_currency_code_iso", update("currency_code = 'eur'"));
        refuses("dust_order_id_lengths", update("order_id = ''"));
        refuses("dust_order_pkey", "insert into dust_order select * from dust_order where order_id = '" + order + "'");
        refuses("dust_order_directory_pkey", "insert into dust_order_directory values ('" + order + "', 'x')");
    }

    @Test
    void rulesAndRefusalsAreOnlyAdded() throws SQLException {
        refuses("23001", "update dust_earning_rule set version = 9");
        refuses("23001", "delete from dust_earning_rule");
        refuses("23001", "delete from dust_event_refused");
        refuses("dust_earning_rule_pkey", "insert into dust_earning_rule select * from dust_earning_rule");
    }

    private String update(String assignments) {
        return "update dust_order set " + assignments + " where order_id = '" + order + "'";
    }

    /** @param name the constraint, or the SQL state, that says no */
    private static void refuses(String name, String sql) throws SQLException {
        try (Connection connection = Database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOfSatisfying(PSQLException.class,
                    refused -> assertThat(name).isIn(refused.getSQLState(),
                            refused.getServerErrorMessage().getConstraint()));
        }
    }
}
