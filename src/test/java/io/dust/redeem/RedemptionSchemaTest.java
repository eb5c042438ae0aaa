package io.dust.redeem;

import static io.dust.fixture.Database.assertRefuses;

import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/** The constraints of PostgreSQL on holds and on the cost of orders. */
@QuarkusTest
class RedemptionSchemaTest extends CheckoutTest {

    private String id = "";

    @BeforeEach
    void held() {
        id = hold(100).getString("hold.id");
    }

    @Test
    void aCartHasOneOpenHold() throws SQLException {
        assertRefuses("dust_hold_open", insert("gen_random_uuid()", "cart_id"));
        assertRefuses("dust_hold_pkey", insert("hold_id", "'other'"));
    }

    @Test
    void aHoldIsWhole() throws SQLException {
        assertRefuses("dust_hold_id_lengths", update("cart_id = ''"));
        assertRefuses("dust_hold_status_known", update("status = 'lost', ended_at = now()"));
        assertRefuses("dust_hold_discount_status_known", update("discount_status = 'lost'"));
        assertRefuses("dust_hold_points_positive", update("points = 0"));
        assertRefuses("dust_hold_captured_range", update("captured = 1"));
        assertRefuses("dust_hold_captured_range", update("status = 'captured', ended_at = now(), captured = 101"));
        assertRefuses("dust_hold_captured_range", update("status = 'captured', ended_at = now()"));
        assertRefuses("dust_hold_order_captures", update("order_id = 'order_1'"));
        assertRefuses("dust_hold_amount_range", update("amount = 0"));
        assertRefuses("dust_hold_amount_range", update("amount = 10001"));
        assertRefuses("dust_hold_currency_code_iso", update("currency_code = 'eur'"));
        assertRefuses("dust_hold_ended_once", update("ended_at = now()"));
        assertRefuses("dust_hold_ended_once", update("status = 'voided'"));
        assertRefuses("dust_hold_expires_later", update("expires_at = created_at"));
    }

    @Test
    void anEndIsFinal() throws SQLException {
        capture(id, "{\"points\": 40}").then().statusCode(200);

        assertRefuses("dust_hold_ends_once", update("status = 'held', captured = 0, ended_at = null"));
        assertRefuses("dust_hold_ends_once", update("captured = 41"));
        assertRefuses("dust_hold_ends_once", update("status = 'voided', captured = 0, order_id = 'order_1'"));
        assertRefuses("restrict_violation", "delete from dust_hold where customer_id = '" + customer + "'");
        assertRefuses("restrict_violation", "truncate dust_hold");
        assertRefuses("dust_hold_ends_once", update("order_id = 'order_1'") + "; " + update("order_id = 'order_2'"));
    }

    @Test
    void noMorePointsReturnThanWereCaptured() throws SQLException {
        capture(id, "{\"reference\": {\"type\": \"order\", \"id\": \"order_%s\"}}".formatted(cart)).then().statusCode(200);

        assertRefuses("dust_redemption_given_back_limit", redemption("given_back = 101"));
        assertRefuses("dust_redemption_given_back_limit", redemption("given_back = -1"));
        assertRefuses("dust_redemption_amount_not_negative", redemption("amount = -1"));
        assertRefuses("dust_redemption_currency_code_iso", redemption("currency_code = 'E'"));
        assertRefuses("dust_redemption_id_lengths", redemption("order_id = ''"));
        assertRefuses("restrict_violation", "delete from dust_redemption where customer_id = '" + customer + "'");
        assertRefuses("restrict_violation", "truncate dust_redemption");
        assertRefuses("dust_redemption_pkey",
                "insert into dust_redemption select * from dust_redemption where customer_id = '" + customer + "'");
    }

    @Test
    void heldPointsHaveANextExpiry() throws SQLException {
        assertRefuses("dust_point_next_hold_expiry_present",
                "update dust_point set next_hold_expiry = null where customer_id = '" + customer + "'");
    }

    @Test
    void settingsAreOfAKnownKind() throws SQLException {
        assertRefuses("dust_setting_kind_known", "insert into dust_setting values ('x', 'EUR', 1, false, '{}', 'x', now())");
        assertRefuses("dust_setting_version_positive",
                "insert into dust_setting values ('earning_rule', 'EUR', 0, false, '{}', 'x', now())");
        assertRefuses("dust_setting_currency_code_iso",
                "insert into dust_setting values ('earning_rule', 'E', 1, false, '{}', 'x', now())");
    }

    private String insert(String holdId, String cartId) {
        return """
                insert into dust_hold (customer_id, hold_id, cart_id, status, points, captured, currency_code, amount, cart_total,
                    discount_status, rate_version, created_at, expires_at)
                select customer_id, %s, %s, status, points, captured, currency_code, amount, cart_total,
                    discount_status, rate_version, created_at, expires_at from dust_hold where hold_id = '%s'"""
                .formatted(holdId, cartId, id);
    }

    private String update(String assignments) {
        return "update dust_hold set " + assignments + " where hold_id = '" + id + "'";
    }

    private String redemption(String assignments) {
        return "update dust_redemption set " + assignments + " where customer_id = '" + customer + "'";
    }
}
