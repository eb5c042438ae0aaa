package io.dust.batch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;

/** The constraints of PostgreSQL on accounts and transactions. Each test rolls back. */
@QuarkusTest
class SchemaTest extends ApiTest {

    @Test
    void transactionsAreNeverChanged() throws SQLException {
        change("add", 100);

        for (String table : List.of("dust_transaction", "dust_request")) {
            Database.assertRefuses("restrict_violation",
                    "update " + table + " set recorded_at = now() where customer_id = '" + customer + "'");
            Database.assertRefuses("restrict_violation", "delete from " + table + " where customer_id = '" + customer + "'");
            Database.assertRefuses("restrict_violation", "truncate " + table);
        }
        Database.assertRefuses("restrict_violation", "delete from dust_point where customer_id = '" + customer + "'");
        Database.assertRefuses("restrict_violation", "truncate dust_point");
    }

    @Test
    void aBalanceAlwaysMatchesItsTransactions() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_point_equals_last_transaction", balance("points = 101"));
        Database.assertRefuses("dust_point_equals_last_transaction", balance("held = 1, next_hold_expiry = now()"));
        Database.assertRefuses("dust_point_equals_last_transaction", balance("version = 2"));
        Database.assertRefuses("dust_point_equals_last_transaction", """
                insert into dust_point (customer_id, id, version, created_at, updated_at)
                values ('cus_new', gen_random_uuid(), 1, now(), now())""");
        change("deduct", 100);
        Database.assertRefuses("dust_point_moves_forward", balance("version = 1, points = 100, updated_at = created_at"));
        Database.assertRefuses("dust_point_moves_forward", balance("id = gen_random_uuid()"));
        Database.assertRefuses("dust_point_moves_forward", balance("lifetime_earned = 99"));
        Database.assertRefuses("dust_point_moves_forward", balance("created_at = now()"));
        Database.assertRefuses("dust_point_equals_last_transaction", balance("updated_at = now()"));
    }

    @Test
    void aBalanceStaysInItsLimits() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_point_points_not_negative", balance("points = -1"));
        Database.assertRefuses("dust_point_held_not_negative", balance("held = -1, next_hold_expiry = now()"));
        Database.assertRefuses("dust_point_pending_not_negative", balance("pending = -1"));
        Database.assertRefuses("dust_point_debt_only_without_points", balance("debt = 1"));
        Database.assertRefuses("dust_point_debt_only_without_points", balance("debt = -1"));
        Database.assertRefuses("dust_point_limit", balance("held = 9007199254740991, next_hold_expiry = now()"));
        Database.assertRefuses("dust_point_limit", balance("points = 0, debt = 9007199254740992"));
        Database.assertRefuses("dust_point_lifetime_earned_range", balance("lifetime_earned = -1"));
        Database.assertRefuses("dust_point_lifetime_spent_range", balance("lifetime_spent = 9007199254740992"));
        Database.assertRefuses("dust_point_version_positive", balance("version = 0"));
        Database.assertRefuses("dust_point_customer_id_length", balance("customer_id = ''"));
        Database.assertRefuses("dust_point_pkey", """
                insert into dust_point (customer_id, id, version, created_at, updated_at)
                values ('%s', gen_random_uuid(), 1, now(), now())""".formatted(customer));
    }

    @Test
    void historyHasNoGapAndAddsUp() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_transaction_chain", transaction(3, "EARN", 10, 110));
        Database.assertRefuses("dust_transaction_chain", transaction(2, "EARN", 10, 111));
        Database.assertRefuses("dust_transaction_in_balance", transaction(2, "EARN", 10, 110));
        Database.assertRefuses("dust_transaction_pkey", transaction(1, "EARN", 100, 100));
    }

    @Test
    void anImpossibleTransactionIsRefused() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_transaction_kind_known", transaction(2, "GIFT", 10, 110));
        Database.assertRefuses("dust_transaction_changes_something", transaction(2, "EARN", 0, 100));
        Database.assertRefuses("dust_transaction_earn_adds", transaction(2, "EARN", -10, 90));
        Database.assertRefuses("dust_transaction_deduct_takes", transaction(2, "DEDUCT", 10, 110));
        Database.assertRefuses("dust_transaction_points_after_not_negative", transaction(2, "ADJUST", -110, -10));
        Database.assertRefuses("dust_transaction_held_after_not_negative",
                transaction(2, "ADJUST", 1, 101, "held_after", "-1"));
        Database.assertRefuses("dust_transaction_pending_after_not_negative",
                transaction(2, "ADJUST", 1, 101, "pending_after", "-1"));
        Database.assertRefuses("dust_transaction_debt_only_without_points",
                transaction(2, "ADJUST", 1, 101, "debt_after", "1"));
        Database.assertRefuses("dust_transaction_reversal_names_earlier", transaction(2, "REVERSAL", 1, 101));
        Database.assertRefuses("dust_transaction_reversal_names_earlier", transaction(2, "REVERSAL", 1, 101, "reverses", "2"));
        Database.assertRefuses("dust_transaction_reversal_names_earlier", transaction(2, "ADJUST", 1, 101, "reverses", "1"));
        Database.assertRefuses("dust_transaction_reference_whole",
                transaction(2, "ADJUST", 1, 101, "reference_id", "'order_1'"));
        Database.assertRefuses("dust_transaction_text_lengths", transaction(2, "ADJUST", 1, 101, "reason", "repeat('x', 501)"));
    }

    @Test
    void aTransactionIsTheOutcomeOfItsRequest() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_transaction_of_request", withBalance(2, 110, transaction(2, "EARN", 10, 110)));
        Database.assertRefuses("dust_request_has_transaction", request("'new', sha256('x'), 1, null, null"));
        Database.assertRefuses("dust_request_has_transaction", request("'new', sha256('x'), 99, null, null"));
    }

    @Test
    void aReversalMatchesItsTransaction() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_transaction_takes_back",
                withRequest(2, 1, transaction(2, "REVERSAL", -99, 1, "reverses", "1")));
    }

    @Test
    void aReversalIsNotReversed() throws SQLException {
        change("add", 100);
        reverse(1);

        Database.assertRefuses("dust_transaction_takes_back",
                withRequest(3, 100, transaction(3, "REVERSAL", 100, 100, "reverses", "2")));
    }

    @Test
    void aTransactionIsReversedOnce() throws SQLException {
        change("add", 100);
        reverse(1);
        change("add", 100);

        Database.assertRefuses("dust_transaction_reversed_once", transaction(4, "REVERSAL", -100, 0, "reverses", "1"));
    }

    @Test
    void aRequestHasOneOutcome() throws SQLException {
        change("add", 100);

        Database.assertRefuses("dust_request_one_outcome", request("'new', sha256('x'), null, null, null"));
        Database.assertRefuses("dust_request_one_outcome", request("'new', sha256('x'), 1, 'insufficient-points', 'x'"));
        Database.assertRefuses("dust_request_one_outcome", request("'new', sha256('x'), null, 'insufficient-points', null"));
        Database.assertRefuses("dust_request_rejection_detailed",
                request("'new', sha256('x'), 1, 'insufficient-points', null"));
        Database.assertRefuses("dust_request_fingerprint_sha256", request("'new', 'x', 1, null, null"));
        Database.assertRefuses("dust_request_pkey",
                request("(select request_id from dust_transaction where customer_id = '%s'), sha256('x'), 1, null, null"
                        .formatted(customer)));
    }

    @Test
    void everyEndOfABalancesLimitsIsGuarded() throws SQLException {
        change("add", 100);
        Database.assertRefuses("dust_point_customer_id_length", balance("customer_id = repeat('x', 256)"));
        Database.assertRefuses("dust_point_debt_only_without_points", balance("points = 0, debt = -1"));
        Database.assertRefuses("dust_point_limit", balance("pending = 9007199254740991"));
        Database.assertRefuses("dust_point_lifetime_earned_range", balance("lifetime_earned = 9007199254740992"));
        Database.assertRefuses("dust_point_lifetime_spent_range", balance("lifetime_spent = -1"));
        Database.assertRefuses("dust_point_equals_last_transaction", balance("pending = 1"));
        for (String assignment : List.of("id = gen_random_uuid()", "created_at = now()")) {
            Database.assertRefuses("dust_point_moves_forward", withRequest(2, 110, transaction(2, "EARN", 10, 110))
                    .replace("updated_at = now()", "updated_at = now(), " + assignment));
        }
        change("deduct", 100);
        Database.assertRefuses("dust_point_equals_last_transaction", balance("debt = 1"));
    }

    @Test
    void everyPartOfATransactionIsGuarded() throws SQLException {
        change("add", 100);
        for (String column : List.of("held", "pending", "debt")) {
            Database.assertRefuses("dust_transaction_earn_adds", transaction(2, "EARN", 10, 110, column, "1"));
            Database.assertRefuses("dust_transaction_deduct_takes", transaction(2, "DEDUCT", -10, 90, column, "1"));
        }
        Database.assertRefuses("dust_transaction_debt_only_without_points",
                transaction(2, "ADJUST", -100, 0, "debt_after", "-1"));
        Database.assertRefuses("dust_transaction_reversal_names_earlier", transaction(2, "REVERSAL", -100, 0, "reverses", "0"));
        Database.assertRefuses("dust_transaction_reference_whole",
                transaction(2, "ADJUST", 1, 101, "reference_type", "'order'"));
        Database.assertRefuses("dust_transaction_text_lengths",
                transaction(2, "ADJUST", 1, 101, "reference_id, reference_type", "'x', repeat('x', 65)"));
        Database.assertRefuses("dust_transaction_text_lengths",
                transaction(2, "ADJUST", 1, 101, "reference_type, reference_id", "'x', repeat('x', 256)"));
        for (String wrong : List.of("''", "repeat('x', 256)")) {
            Database.assertRefuses("dust_transaction_text_lengths",
                    transaction(2, "ADJUST", 1, 101).replace("'user_1'", wrong));
            Database.assertRefuses("dust_transaction_text_lengths",
                    transaction(2, "ADJUST", 1, 101).replace("'new'", wrong.replace("256", "271")));
        }
        Database.assertRefuses("dust_request_one_outcome", request("'new', sha256('x'), 1, null, 'x'"));
        Database.assertRefuses("dust_transaction_earn_pending_promises",
                transaction(2, "EARN_PENDING", 10, 110, "pending", "1"));
        Database.assertRefuses("dust_transaction_earn_release_grants",
                transaction(2, "EARN_RELEASE", 10, 110, "pending", "-9"));
        Database.assertRefuses("dust_transaction_earn_cancel_drops", transaction(2, "EARN_CANCEL", -1, 99, "pending", "-1"));
        Database.assertRefuses("dust_transaction_clawback_takes", transaction(2, "CLAWBACK", 10, 110));
    }

    @Test
    void everyBucketFollowsFromItsPredecessor() throws SQLException {
        change("add", 100);
        Database.assertRefuses("dust_transaction_chain", transaction(3, "EARN", 110, 110));
        Database.assertRefuses("dust_transaction_chain", transaction(2, "ADJUST", 10, 110, "held_after", "1"));
        Database.assertRefuses("dust_transaction_chain", transaction(2, "ADJUST", 10, 110, "pending_after", "1"));
        Database.assertRefuses("dust_transaction_chain", transaction(2, "ADJUST", -100, 0, "debt_after", "1"));
        Database.assertRefuses("dust_transaction_chain", transaction(2, "EARN", 10, 110)
                .replace("'new', now()", "'new', now() - interval '1 hour'"));
        Database.assertRefuses("dust_transaction_of_request", withBalance(2, 110, transaction(2, "EARN", 10, 110)
                .replace("'new'", "(select request_id from dust_request where customer_id = '" + customer + "')")));
    }

    private String balance(String assignments) {
        return "update dust_point set " + assignments + " where customer_id = '" + customer + "'";
    }

    private String transaction(long version, String kind, long points, long pointsAfter) {
        return transaction(version, kind, points, pointsAfter, "occurred_at", "now()");
    }

    private String transaction(long version, String kind, long points, long pointsAfter, String column, String value) {
        List<String> names = new ArrayList<>(List.of("held_after", "pending_after", "debt_after"));
        names.remove(column);
        String more = column.equals("occurred_at") ? "" : ", " + column;
        return "insert into dust_transaction (customer_id, version, kind, points, points_after, actor, request_id, recorded_at, "
                + "occurred_at, " + String.join(", ", names) + more
                + ") values ('%s', %d, '%s', %d, %d, 'user_1', 'new', now(), now()"
                        .formatted(customer, version, kind, points, pointsAfter)
                + ", 0".repeat(names.size()) + (more.isEmpty() ? "" : ", " + value) + ")";
    }

    private String request(String values) {
        // The values are those of a request with at most one transaction.
        String[] parts = values.split(", ", 4);
        return "insert into dust_request (customer_id, request_id, fingerprint, first_transaction, last_transaction, rejection, "
                + "detail, recorded_at) values ('%1$s', %2$s, %3$s, %4$s, %4$s, %5$s, now())".formatted(customer, parts[0],
                        parts[1],
                        parts[2], parts[3]);
    }

    /** A statement that writes a balance and its next transaction. */
    private String withBalance(long version, long points, String transaction) {
        return "with b as (" + balance("version = %d, points = %d, updated_at = now()".formatted(version, points)) + ") "
                + transaction;
    }

    /** The same statement with the outcome of the request. */
    private String withRequest(long version, long points, String transaction) {
        return withBalance(version, points, transaction).replace(") insert",
                "), r as (" + request("'new', sha256('x'), %d, null, null".formatted(version)) + ") insert");
    }
}
