package io.dust.order.state;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.database.RuleCheck;
import io.dust.earn.OrderTest;
import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;

/** Each rule check of orders finds a customer that breaks its rule. */
@QuarkusTest
class OrderRuleChecksTest extends OrderTest {

    private static final String ORDER = "update dust_order set ";

    @Inject
    OrderRuleChecks checks;

    @BeforeEach
    void refundedOrder() {
        earnHundredAndSpend(10);
        sendRefund("ref_1", "50");
    }

    @Test
    void everyMissingGuardIsFound() throws SQLException {
        for (String guard : new String[] { "dust_order_directory kept", "dust_order kept", "dust_event_refused kept",
                "dust_event_refused seen" }) {
            String trigger = guard.replace(' ', '_');
            Database.assertFindsGuard(check("guards_of_orders_are_enabled"), guard.split(" ")[0], trigger);
        }
    }

    @Test
    void anOrderThatEarnedTwiceIsFound() throws SQLException {
        assertFinds("orders_earn_once_a_revision", "drop index dust_transaction_once_a_revision; "
                + "update dust_transaction set kind = 'EARN', points = 1, computed_from = '{\"revision\": 1}' "
                + "where version = 3 and customer_id = ");
    }

    @Test
    void ordersThatDifferFromTheirTransactionsAreFound() throws SQLException {
        for (String damage : new String[] { "pending = 1, entitled = 51", "released = 99, entitled = 49",
                "clawed_back = 49, entitled = 51", "released = 50, pending = 50, entitled = 50" }) {
            assertFinds("orders_equal_their_transactions", ORDER + damage + " where customer_id = ");
        }
        assertFinds("orders_equal_their_transactions", "delete from dust_order where customer_id = ");
        assertFinds("orders_equal_their_transactions", "delete from dust_transaction where customer_id = ");
    }

    @Test
    void anOrderThatEarnsMoreThanItIsWorthIsFound() throws SQLException {
        assertFinds("orders_earn_what_they_are_worth",
                "alter table dust_order drop constraint dust_order_earns_what_it_is_worth; "
                        + ORDER + "entitled = 51 where customer_id = ");
    }

    @Test
    void anOrderThatEarnsForTwoCustomersIsFound() throws SQLException {
        assertFinds("an_order_earns_for_one_customer",
                """
                        insert into dust_order select customer_id || 'x', order_id, currency_code, facts, placed_at, paid_at, completed_at,
                            entitled, allowance, pending, released, clawed_back, waived, revision, unmatched, unsettled, updated_at
                        from dust_order where customer_id =\s""");
    }

    @Test
    void tooManyClawedBackPointsAreFound() throws SQLException {
        assertFinds("no_more_is_clawed_back_than_earned",
                "alter table dust_order drop constraint dust_order_clawed_back_limit; "
                        + ORDER + "waived = 51, entitled = -1 where customer_id = ");
    }

    @Test
    void anEarningReversedAndClawedBackIsFound() throws SQLException {
        assertFinds("reversed_earnings_are_not_clawed_back",
                "update dust_transaction set kind = 'REVERSAL', reverses = 1 where version = 2 and customer_id = ");
    }

    @Test
    void anOrderOfAnotherCustomerIsFound() throws SQLException {
        assertFinds("orders_are_in_the_directory", "delete from dust_order_directory where customer_id = ");
    }

    private void assertFinds(String name, String damage) throws SQLException {
        assertFinds(name, customer, damage + "'" + customer + "'");
    }

    private void assertFinds(String name, String offender, String damage) throws SQLException {
        Database.assertFinds(check(name), offender, damage);
    }

    private RuleCheck check(String name) {
        return checks.checks().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
    }
}
