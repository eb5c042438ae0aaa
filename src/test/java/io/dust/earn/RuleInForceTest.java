package io.dust.earn;

import static io.dust.fixture.Events.newId;
import static io.dust.fixture.Events.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Database;
import io.dust.fixture.Events;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** An order earns by the rule that was in force at its own time; each test uses another currency. */
@QuarkusTest
class RuleInForceTest extends OrderTest {

    private static final Instant BEFORE_ALL_VERSIONS = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void anOrderThatIsReportedAfterARuleChangeEarnsByTheEarlierRule() {
        Instant before = put("ZAR", 1, rule(1));
        put("ZAR", 2, rule(5));

        assertThat(place("ZAR", before).getString("outcome")).isEqualTo("applied");
        sendEvent("order.paid", Events.order(order, customer, "ZAR", "100"));

        assertBalance(100, 0, 0);
        assertThat(ruleVersions()).containsExactly(1, 1);
    }

    @Test
    void theFirstRuleIsForAllOrdersBeforeIt() {
        put("THB", 1, rule(3));
        put("THB", 2, rule(5));

        place("THB", BEFORE_ALL_VERSIONS);

        assertBalance(0, 300, 0);
    }

    @Test
    void aRuleWithAPastStartIsForOrdersFromThenOn() {
        put("PHP", 1, rule(1));
        put("PHP", 2, rule(5, "2021-01-01T00:00:00Z"));

        place("PHP", Instant.parse("2020-12-31T23:59:59Z"));
        assertBalance(0, 100, 0);
        placeAnother("PHP", Instant.parse("2021-01-01T00:00:00Z"));
        assertBalance(0, 600, 0);
    }

    @Test
    void anOrderFromBeforeARetirementEarnsAndALaterOneDoesNot() {
        Instant before = put("RON", 1, rule(1));
        Instant retired = createdAt(asStaff().header("If-Match", "\"1\"").delete("/admin/dust/earning-rules/RON"));
        Instant again = put("RON", 3, rule(5));

        assertThat(place("RON", before).getString("outcome")).isEqualTo("applied");
        assertBalance(0, 100, 0);
        assertThat(placeAnother("RON", retired).getString("reason"))
                .startsWith("No earning rule for RON was in force when order ");
        assertBalance(0, 100, 0);
        placeAnother("RON", again);
        assertBalance(0, 600, 0);
    }

    @Test
    void aScheduledRuleLeavesTheOneBeforeItInForce() {
        put("MXN", 1, rule(1));
        put("MXN", 2, rule(5, "2099-01-01T00:00:00Z"));

        sendEvent("order.placed", Events.order(order, customer, "MXN", "100"));

        assertBalance(0, 100, 0);
        assertThat(ruleVersions()).containsExactly(1);
        assertThat(simulate("MXN").getLong("version")).isEqualTo(1);
        assertThat(quote("MXN")).isEqualTo(100);
        assertThat(asStaff().get("/admin/dust/earning-rules/MXN").jsonPath().getLong("earning_rule.version"))
                .as("staff read and replace the newest version").isEqualTo(2);
    }

    @Test
    void nothingIsEarnedBeforeAScheduledFirstRule() {
        put("TRY", 1, rule(1, "2099-01-01T00:00:00Z"));

        JsonPath placed = sendEvent("order.placed", Events.order(order, customer, "TRY", "100"));

        assertThat(placed.getString("outcome")).isEqualTo("ignored");
        assertThat(simulate("TRY").getString("steps[0].detail")).isEqualTo("No earning rule is in force for TRY.");
        assertThat(quote("TRY")).isZero();
    }

    @Test
    void nothingIsEarnedFromTheEndOfARuleOn() {
        put("AED", 1, rule(1));
        put("AED", 2, rule(5, "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"));

        place("AED", Instant.parse("2021-12-31T23:59:59Z"));
        assertBalance(0, 500, 0);
        placeAnother("AED", Instant.parse("2022-01-01T00:00:00Z"));
        assertBalance(0, 500, 0);
    }

    @Test
    void theRuleOfAnotherInstanceCountsForTheNextOrder() throws SQLException {
        put("BRL", 1, rule(1));
        sendEvent("order.placed", Events.order(order, customer, "BRL", "100"));
        assertBalance(0, 100, 0);

        insert("BRL", 2, false);
        sendEvent("order.placed", Events.order("order_" + newId(), customer, "BRL", "100"));
        assertBalance(0, 800, 0);
        assertThat(quote("BRL")).isEqualTo(700);

        insert("BRL", 3, true);
        assertThat(quote("BRL")).isZero();
        assertThat(sendEvent("order.placed", Events.order("order_" + newId(), customer, "BRL", "100")).getString("outcome"))
                .isEqualTo("ignored");
    }

    @Test
    void staffReadAllVersions() {
        put("ILS", 1, rule(1));
        put("ILS", 2, rule(2));
        asStaff().header("If-Match", "\"2\"").delete("/admin/dust/earning-rules/ILS").then().statusCode(200);

        JsonPath first = asStaff().get("/admin/dust/earning-rules/ils/versions?limit=2").jsonPath();
        JsonPath next = asStaff().get("/admin/dust/earning-rules/ils/versions?limit=2&cursor=" + first.getString("next_cursor"))
                .jsonPath();

        assertThat(first.<Integer> getList("earning_rules.version")).containsExactly(3, 2);
        assertThat(first.<Boolean> getList("earning_rules.retired")).containsExactly(true, false);
        assertThat(next.<Integer> getList("earning_rules.version")).containsExactly(1);
        assertThat(next.getString("next_cursor")).isNull();
        assertThat(asStaff().get("/admin/dust/earning-rules/sek/versions").jsonPath().getList("earning_rules")).isEmpty();
        assertThat(asStaff().get("/admin/dust/earning-rules/xyz/versions").statusCode()).isEqualTo(422);
        assertThat(asCustomer().get("/admin/dust/earning-rules/ils/versions").statusCode()).isEqualTo(403);
    }

    private static String rule(int percent) {
        return "{\"rate\": {\"numerator\": %d, \"denominator\": 100}}".formatted(percent);
    }

    private static String rule(int percent, String validFrom) {
        return rule(percent, validFrom, "2999-01-01T00:00:00Z");
    }

    private static String rule(int percent, String validFrom, String validUntil) {
        return "{\"rate\": {\"numerator\": %d, \"denominator\": 100}, \"valid_from\": \"%s\", \"valid_until\": \"%s\"}"
                .formatted(percent, validFrom, validUntil);
    }

    /** Puts a version; the answer is when it was created. */
    private static Instant put(String currencyCode, int version, String rule) {
        var request = asStaff().contentType(ContentType.JSON).body(rule);
        return createdAt((version == 1 ? request.header("If-None-Match", "*")
                : request.header("If-Match", "\"" + (version - 1) + "\"")).put("/admin/dust/earning-rules/" + currencyCode));
    }

    private static Instant createdAt(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return Instant.parse(answer.jsonPath().getString("earning_rule.created_at"));
    }

    /** Adds a version without Dust, like another instance: 7 points for each unit. */
    private static void insert(String currencyCode, int version, boolean retired) throws SQLException {
        try (Connection connection = Database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("insert into dust_setting values ('earning_rule', '%s', %d, %b, '%s', 'x', now())"
                    .formatted(currencyCode, version, retired, rule(7)));
        }
    }

    /** Places the test's order of 100 units at an instant, and reports that only now. */
    private JsonPath place(String currencyCode, Instant at) {
        return place(order, currencyCode, at);
    }

    private JsonPath placeAnother(String currencyCode, Instant at) {
        return place("order_" + newId(), currencyCode, at);
    }

    private JsonPath place(String orderId, String currencyCode, Instant at) {
        Response answer = send(Events.event(newId(), "order.placed", at,
                Events.order(orderId, customer, currencyCode, "100")));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private List<Integer> ruleVersions() {
        return asStaff().get("/admin/dust/{customer}/transactions", customer).jsonPath()
                .getList("transactions.computed_from.rule_version");
    }

    private static JsonPath simulate(String currencyCode) {
        return asStaff().contentType(ContentType.JSON)
                .body("{\"currency_code\": \"%s\", \"total\": 100}".formatted(currencyCode))
                .post("/admin/dust/earning-rules/simulate").jsonPath();
    }

    private long quote(String currencyCode) {
        return asCustomer().contentType(ContentType.JSON)
                .body("{\"cart_id\": \"cart_1\", \"currency_code\": \"%s\", \"total\": 100}".formatted(currencyCode))
                .post("/store/dust/quote").jsonPath().getLong("earns");
    }
}
