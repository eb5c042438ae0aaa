package io.dust.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.database.periodic.Purge;
import io.dust.database.periodic.Sweeps;
import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.dust.fixture.Events;
import io.dust.fixture.Layout;
import io.dust.fixture.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** The purge deletes what has been kept for long enough, and PostgreSQL refuses to delete more. */
@QuarkusTest
@TestProfile(RetentionTest.WithLongTokens.class)
class RetentionTest extends ApiTest {

    /** Also in the past, the tokens of the tests are not valid for too long. */
    public static class WithLongTokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.jwt.max-lifetime", "500d");
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FIVE = "{\"points\": 5, \"reason\": \"Test\"}";

    @Inject
    Retention retention;
    @Inject
    Sweeps sweeps;

    @Inject
    MovableClock clock;

    private final String key = newKey();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aKeyOlderThanItsTimeNamesANewRequest() throws SQLException {
        clock.moveOn(Duration.ofDays(-401));
        post("add", FIVE, key).then().statusCode(200);
        clock.reset();
        assertThat(post("add", FIVE, key).header("Idempotency-Replayed")).isEqualTo("true");

        purge();

        assertThat(requests()).isZero();
        assertThat(points()).isEqualTo(5);
        assertThat(post("add", FIVE, key).header("Idempotency-Replayed")).isNull();
        assertThat(post("add", FIVE, key).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(points()).isEqualTo(10);
        assertThat(transactions()).isEqualTo(2);
    }

    @Test
    void aYoungerResultIsKept() throws SQLException {
        clock.moveOn(Duration.ofDays(-399));
        post("add", FIVE, key).then().statusCode(200);
        clock.reset();

        purge();

        assertThat(requests()).isEqualTo(1);
        assertThat(post("add", FIVE, key).header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void whatACustomerWasRefusedIsKeptForADay() throws SQLException {
        clock.moveOn(Duration.ofHours(-25));
        hold(newKey()).then().statusCode(409);
        post("deduct", FIVE).then().statusCode(409);
        clock.moveOn(Duration.ofHours(2));
        hold(key).then().statusCode(409);
        clock.reset();

        purge();

        assertThat(Database.count("select count(*) from dust_request where customer_id = ? and request_id like 'customer:%'",
                customer)).isEqualTo(1);
        assertThat(Database.count("select count(*) from dust_request where customer_id = ? and request_id like 'staff:%'",
                customer)).isEqualTo(1);
        assertThat(hold(key).header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aRefusedEventIsKeptSinceItWasLastSent() throws SQLException {
        clock.moveOn(Duration.ofDays(-91));
        String sentAgain = Events.event(Events.newId(), "order.paid", wrongOrder());
        Events.send(sentAgain);
        Events.send(Events.event(Events.newId(), "order.paid", wrongOrder()));
        clock.moveOn(Duration.ofDays(2));
        Events.send(sentAgain);
        clock.reset();
        assertThat(refusedEvents()).isEqualTo(2);

        purge();

        assertThat(refusedEvents()).isEqualTo(1);
        Database.assertRefuses("dust_event_refused_seen", "update dust_event_refused set last_recorded_at = now()"
                + " where customer_id = '%1$s'; delete from dust_event_refused where customer_id = '%1$s'".formatted(customer));
    }

    @Test
    void aYoungResultIsKeptWhoeverDeletes() throws SQLException {
        insertOldRequests("staff:", 1, "29 days 23 hours 59 minutes");
        insertOldRequests("customer:", 1, "59 minutes");

        Database.assertRefuses("dust_request_kept", "delete from dust_request where customer_id = '" + customer + "'");
        Database.assertRefuses("dust_request_kept",
                "delete from dust_request where request_id like 'customer:%' and customer_id = '" + customer + "'");
        Database.assertRefuses("dust_request_kept", "select dust_purge_requests(0, 1000000)");
        Database.assertRefuses("dust_request_kept", "select dust_purge_refused_requests(0, 1000000)");
    }

    @Test
    void batchesAreBoundedAndSeveralInstancesPurgeAtOnce() throws SQLException {
        insertOldRequests("customer:", 30, "401 days");
        String ten = "select dust_purge_requests(34560000, 10)";
        try (Connection one = serving(); Connection other = serving()) {
            assertThat(number(one, ten)).isEqualTo(10);
            assertThat(number(other, ten)).as("the other passes over locked rows").isEqualTo(10);
            one.rollback();
            other.commit();
        }

        assertThat(requests()).isEqualTo(20);
        purge();
        assertThat(requests()).isZero();
    }

    @Test
    void moreThanOneBatchIsPurgedAtATime() throws SQLException {
        insertOldRequests("staff:", 2 * Purge.BATCH_SIZE + 1, "401 days");

        purge();

        assertThat(requests()).isZero();
    }

    private void purge() {
        retention.purges().forEach(purge -> sweeps.run(purge).await().atMost(TIMEOUT));
    }

    private Response hold(String idempotencyKey) {
        return asCustomer().header("Idempotency-Key", idempotencyKey).contentType(ContentType.JSON)
                .body("{\"cart_id\": \"cart_%s\", \"currency_code\": \"eur\", \"cart_total\": 10, \"points\": 1}"
                        .formatted(key))
                .post("/store/dust/holds");
    }

    private String wrongOrder() {
        return Events.order("order_" + key, customer, "EUR", "-1");
    }

    private long requests() throws SQLException {
        return Database.count("select count(*) from dust_request where customer_id = ?", customer);
    }

    private long refusedEvents() throws SQLException {
        return Database.count("select count(*) from dust_event_refused where customer_id = ?", customer);
    }

    private void insertOldRequests(String origin, int count, String age) {
        Database.execute("""
                insert into dust_request (customer_id, request_id, fingerprint, rejection, detail, recorded_at)
                select '%s', '%s' || number, sha256('x'), 'insufficient-points', 'x', now() - interval '%s'
                from generate_series(1, %d) number""".formatted(customer, origin, age, count));
    }

    private static Connection serving() throws SQLException {
        Connection connection = Database.connect(Database.forServing(Layout.owner()));
        connection.setAutoCommit(false);
        return connection;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
