package io.dust.earn;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Database;
import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;

/** The constraints of PostgreSQL on orders. */
@QuarkusTest
class OrderSchemaTest extends OrderTest {

    @Test
    void anOrderEarnsOnceARevision() throws SQLException {
        sendEvent("order.placed", placed() + ", \"payment_status\": \"captured\"");

        Database.assertRefuses("dust_transaction_once_a_revision", """
                insert into dust_transaction (customer_id, version, kind, points, points_after, held_after, pending_after,
                    debt_after, reference_type, reference_id, actor, request_id, occurred_at, recorded_at, computed_from)
                values ('%s', 2, 'EARN', 100, 200, 0, 0, 0, 'order', '%s', 'x', 'x', now(), now(), '{"revision": 1}')"""
                .formatted(customer, order));
    }

    @Test
    void noMoreIsClawedBackThanEarned() throws SQLException {
        sendEvent("order.placed", placed() + ", \"payment_status\": \"captured\"");

        Database.assertRefuses("dust_order_clawed_back_limit", update("clawed_back = 101, entitled = -1"));
        Database.assertRefuses("dust_order_clawed_back_limit", update("clawed_back = 50, waived = 51, entitled = -1"));
        Database.assertRefuses("dust_order_points_not_negative", update("waived = -1, entitled = 101"));
        Database.assertRefuses("dust_order_earns_what_it_is_worth", update("pending = 1"));
        Database.assertRefuses("dust_order_earns_what_it_is_worth", update("entitled = 101"));
        Database.assertRefuses("dust_order_currency_code_iso", update("currency_code = 'eur'"));
        Database.assertRefuses("dust_order_id_lengths", update("order_id = ''"));
        Database.assertRefuses("dust_order_pkey",
                "insert into dust_order select * from dust_order where order_id = '" + order + "'");
        Database.assertRefuses("dust_order_directory_pkey", "insert into dust_order_directory values ('" + order + "', 'x')");
    }

    @Test
    void rulesAndRefusalsAreOnlyAdded() throws SQLException {
        Database.assertRefuses("restrict_violation", "update dust_setting set version = 9");
        Database.assertRefuses("restrict_violation", "delete from dust_setting");
        Database.assertRefuses("dust_setting_pkey", setting(1));
    }

    @Test
    void ordersAndRefusalsAreKept() throws SQLException {
        sendEvent("order.placed", placed());
        Events.send(Events.event(Events.newId(), "order.paid", Events.order(order, customer, "USD", "100.56")));

        for (String table : List.of("dust_order", "dust_order_directory", "dust_event_refused")) {
            Database.assertRefuses("restrict_violation", "delete from " + table);
            Database.assertRefuses("restrict_violation", "truncate " + table);
        }
    }

    @Test
    void theVersionsOfASettingHaveNoGap() throws SQLException {
        Database.assertRefuses("dust_setting_versions_without_gap", setting(1_000));
    }

    private static String setting(int version) {
        return "insert into dust_setting values ('earning_rule', 'EUR', %d, false, '{}', 'x', now())".formatted(version);
    }

    private String update(String assignments) {
        return "update dust_order set " + assignments + " where order_id = '" + order + "'";
    }
}
