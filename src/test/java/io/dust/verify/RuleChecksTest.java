package io.dust.verify;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.database.RuleCheck;
import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Breaks each rule with the guards of PostgreSQL disabled; the rule check must find it. Each test
 * rolls back.
 */
@QuarkusTest
class RuleChecksTest extends ApiTest {

    private static final String CHANGE = "update dust_transaction set ";
    private static final String BALANCE = "update dust_point set ";

    @Inject
    @All
    List<RuleCheck.Source> sources;

    private Map<String, RuleCheck> checks;

    @BeforeEach
    void history() {
        checks = sources.stream().flatMap(source -> source.checks().stream())
                .collect(Collectors.toMap(RuleCheck::name, Function.identity()));
        change("add", 100);
        change("deduct", 30);
        reverse(2);
        change("adjust", -30);
        change("adjust", -70);
    }

    @Test
    void everyMissingGuardIsFound() throws SQLException {
        Map<String, String> tableByGuard = Map.of("dust_transaction_append_only", "dust_transaction", "dust_transaction_chain",
                "dust_transaction", "dust_request_append_only", "dust_request", "dust_request_kept", "dust_request",
                "dust_request_has_transaction", "dust_request", "dust_point_not_deleted", "dust_point",
                "dust_point_equals_last_transaction", "dust_point", "dust_point_moves_forward", "dust_point");
        for (var guard : tableByGuard.entrySet()) {
            Database.assertFindsGuard(checks.get("guards_are_enabled"), guard.getValue(), guard.getKey());
        }
    }

    @Test
    void reversalsOfNothingAreFound() throws SQLException {
        assertFinds("reversals_take_back", CHANGE + "points = 29 where version = 3");
        assertFinds("reversals_take_back", "delete from dust_transaction where version = 2");
        assertFinds("reversals_take_back", CHANGE + "kind = 'REVERSAL', reverses = 3 where version = 4");
    }

    @Test
    void gapsAreFound() throws SQLException {
        assertFinds("versions_have_no_gap", "delete from dust_transaction where version = 1");
        assertFinds("versions_have_no_gap", "delete from dust_transaction where version = 2");
        assertFinds("versions_have_no_gap", CHANGE + "version = 0 where version = 1");
    }

    @Test
    void balancesThatDoNotFollowAreFound() throws SQLException {
        for (String damage : List.of("points = 31", "held = 1", "pending = 1", "debt = 1")) {
            assertFinds("balances_follow_from_changes", CHANGE + damage + " where version = 3");
        }
        assertFinds("balances_follow_from_changes", CHANGE + "recorded_at = now() + interval '1 hour' where version = 1");
    }

    @Test
    void aBalanceThatIsNotTheLastTransactionsIsFound() throws SQLException {
        for (String damage : List.of("points = 71", "version = 6", "held = 1, next_hold_expiry = now()", "pending = 1",
                "debt = 1",
                "updated_at = now()")) {
            assertFinds("balance_equals_last_transaction", BALANCE + damage + " where true");
        }
        assertFinds("balance_equals_last_transaction", "delete from dust_point where true");
        assertFinds("balance_equals_last_transaction", "delete from dust_transaction where true");
    }

    @Test
    void negativeBalancesAreFound() throws SQLException {
        assertFinds("balance_is_not_negative", without("points_not_negative") + BALANCE + "points = -1 where true");
        assertFinds("balance_is_not_negative",
                without("held_not_negative") + BALANCE + "held = -1, next_hold_expiry = now() where true");
        assertFinds("balance_is_not_negative", without("pending_not_negative") + BALANCE + "pending = -1 where true");
        assertFinds("balance_is_not_negative", without("debt_only_without_points") + BALANCE + "debt = -1 where true");
        assertFinds("balance_is_not_negative",
                without("debt_only_without_points") + BALANCE + "points = 1, debt = 1 where true");
    }

    @Test
    void wrongLifetimeTotalsAreFound() throws SQLException {
        assertFinds("lifetime_totals_add_up", BALANCE + "lifetime_earned = 99 where true");
        assertFinds("lifetime_totals_add_up", BALANCE + "lifetime_spent = 1 where true");
    }

    @Test
    void requestsWithoutAnOutcomeAreFound() throws SQLException {
        assertFinds("requests_have_one_outcome", "update dust_request set last_transaction = 2 where last_transaction = 1");
        assertFinds("requests_have_one_outcome",
                "update dust_request set first_transaction = 1, last_transaction = 1 where last_transaction = 2");
        assertFinds("requests_have_one_outcome", "delete from dust_request where true");
        assertFinds("requests_have_one_outcome", "delete from dust_transaction where true");
    }

    private static String without(String constraint) {
        return "alter table dust_point drop constraint dust_point_" + constraint + ";";
    }

    private void assertFinds(String check, String damage) throws SQLException {
        Database.assertFinds(checks.get(check), customer, damage + " and customer_id = '" + customer + "'");
    }
}
