package io.dust.redeem.checkout;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.database.RuleCheck;
import io.dust.fixture.Database;
import io.dust.redeem.CheckoutTest;
import io.quarkus.test.junit.QuarkusTest;

/** Each rule check of checkouts finds a customer that breaks its rule. */
@QuarkusTest
class CheckoutRuleChecksTest extends CheckoutTest {

    @Inject
    CheckoutRuleChecks checks;

    @BeforeEach
    void oneHeldAndOneCaptured() {
        hold(100);
        String id = tryHold(cart(cart + "2", "100", "50")).jsonPath().getString("hold.id");
        capture(id, "{\"reference\": {\"type\": \"order\", \"id\": \"order_%s\"}}".formatted(cart)).then().statusCode(200);
    }

    @Test
    void everyMissingGuardIsFound() throws SQLException {
        for (String guard : new String[] { "dust_hold ends_once", "dust_hold kept", "dust_redemption kept",
                "dust_setting append_only" }) {
            String table = guard.split(" ")[0];
            String trigger = guard.replace(' ', '_');
            Database.assertFindsGuard(check("guards_of_holds_are_enabled"), table, trigger);
        }
    }

    @Test
    void holdsThatDifferFromTheBalanceAreFound() throws SQLException {
        for (String damage : new String[] { "update dust_hold set points = 99 where status = 'held' and customer_id = ",
                "update dust_hold set expires_at = expires_at + interval '1 s' where status = 'held' and customer_id = ",
                "delete from dust_hold where status = 'held' and customer_id = ",
                "delete from dust_point where customer_id = " }) {
            assertFinds("open_holds_add_up_to_held", damage);
        }
    }

    @Test
    void tooManyReturnedPointsAreFound() throws SQLException {
        assertFinds("no_more_is_given_back_than_captured",
                "alter table dust_redemption drop constraint dust_redemption_given_back_limit; "
                        + "update dust_redemption set given_back = 51 where customer_id = ");
    }

    @Test
    void ordersWithAWrongCostAreFound() throws SQLException {
        assertFinds("orders_cost_what_was_spent", "update dust_redemption set captured = 51 where customer_id = ");
        assertFinds("orders_cost_what_was_spent", "update dust_redemption set given_back = 1 where customer_id = ");
        assertFinds("orders_cost_what_was_spent", "delete from dust_redemption where customer_id = ");
        assertFinds("orders_cost_what_was_spent", "delete from dust_transaction where customer_id = ");
    }

    @Test
    void holdsThatEndTwiceAreFound() throws SQLException {
        assertFinds("holds_end_once", """
                insert into dust_transaction select customer_id, version + 1, kind, points, held, pending, debt, points_after,
                    held_after, pending_after, debt_after, reverses, reason, reference_type, reference_id, actor, request_id,
                    occurred_at, recorded_at, computed_from
                from dust_transaction where kind = 'CAPTURE' and customer_id =\s""");
    }

    @Test
    void aCaptureWithoutItsOrderIsFound() throws SQLException {
        assertFinds("captures_are_the_orders", "update dust_redemption set discounts = '{}' where customer_id = ");
    }

    private void assertFinds(String name, String damage) throws SQLException {
        Database.assertFinds(check(name), customer, damage + "'" + customer + "'");
    }

    private RuleCheck check(String name) {
        return checks.checks().stream().filter(check -> check.name().equals(name)).findAny().orElseThrow();
    }
}
