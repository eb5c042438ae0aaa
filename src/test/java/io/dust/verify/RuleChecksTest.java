package io.dust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.dust.ledger.RuleCheck;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;

/** Breaks each rule behind PostgreSQL's back, and the check for it has to say so. Every test takes back what it did. */
@QuarkusTest
class RuleChecksTest extends ApiTest {

    @Inject
    @All
    List<RuleCheck.Source> sources;

    @Test
    void everyBrokenRuleIsFound() throws SQLException {
        change("add", 100);
        change("deduct", 30);
        reverse(2);
        Map<String, String> damages = Map.of(
                "guards_are_enabled", "alter table dust_transaction disable trigger dust_transaction_append_only",
                "reversals_take_back", "update dust_transaction set points = 29 where customer_id = '%s' and version = 3",
                "versions_have_no_gap", "delete from dust_transaction where customer_id = '%s' and version = 1",
                "balances_follow_from_changes",
                "update dust_transaction set points = -31 where customer_id = '%s' and version = 2",
                "balance_equals_last_transaction", "update dust_point set points = 71 where customer_id = '%s'",
                "balance_is_not_negative", "alter table dust_point drop constraint dust_point_held_not_negative;"
                        + "update dust_point set held = -1 where customer_id = '%s'",
                "lifetime_totals_add_up", "update dust_point set lifetime_earned = 99 where customer_id = '%s'",
                "requests_have_one_outcome", "delete from dust_request where customer_id = '%s'");

        for (RuleCheck check : checks()) {
            assertThat(damages).as("a damage for each check").containsKey(check.name());
            assertThat(offenderAfter(damages.get(check.name()).formatted(customer), check)).as(check.name())
                    .isEqualTo(check.name().equals("guards_are_enabled") ? "dust_transaction_append_only" : customer);
        }
        assertThat(checks()).hasSameSizeAs(damages.keySet());
    }

    private List<RuleCheck> checks() {
        return sources.stream().flatMap(source -> source.checks().stream()).toList();
    }

    private static String offenderAfter(String damage, RuleCheck check) throws SQLException {
        try (Connection connection = Database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // No trigger fires in this session.
            statement.execute("set session_replication_role = replica");
            statement.execute(damage);
            var offenders = statement.executeQuery(check.offenders());
            String offender = offenders.next() ? offenders.getString("customer_id") : "nobody";
            connection.rollback();
            return offender;
        }
    }
}
