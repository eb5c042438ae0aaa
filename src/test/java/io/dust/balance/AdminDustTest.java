package io.dust.balance;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

@QuarkusTest
class AdminDustTest extends ApiTest {

    @Test
    void staffSeeACustomersBalance() {
        change("add", 100);

        String body = asStaff().get("/admin/dust/{customer}", customer).then().statusCode(200).extract().asString();

        assertJson(body, """
                {"dust_point": {"id": "<id>", "customer_id": "cus_<id>", "points": 100, "held": 0, "pending": 0, "debt": 0,
                 "version": 1, "created_at": "<time>", "updated_at": "<time>"}}""");
    }

    @Test
    void aCustomerWithoutTransactionsIsNotFound() {
        String body = asStaff().get("/admin/dust/{customer}", customer).then().statusCode(404).extract().asString();

        assertJson(body, """
                {"type": "urn:problem-type:dust:customer-not-found", "title": "Customer not found", "status": 404,
                 "detail": "Customer cus_<id> has no account yet.", "error": "Customer not found"}""");
    }

    @Test
    void customersAreNotStaff() {
        var response = asCustomer().get("/admin/dust/{customer}", customer).then().statusCode(403).extract();

        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertJson(response.asString(), """
                {"type": "urn:problem-type:dust:forbidden", "title": "Forbidden", "status": 403,
                 "detail": "The token is valid, but its role does not allow this call.", "error": "Forbidden"}""");
    }

    @Test
    void theBalanceAtAPastInstantIsKnown() {
        List<Instant> recorded = new ArrayList<>();
        for (int points = 1; points <= 3; points++) {
            change("add", points);
            recorded.add(Instant.parse(asStaff().get("/admin/dust/{customer}", customer).jsonPath()
                    .getString("dust_point.updated_at")));
        }

        var before = asStaff().queryParam("as_of", recorded.get(0).minusNanos(1000).toString())
                .get("/admin/dust/{customer}", customer)
                .jsonPath();
        assertThat(before.getLong("dust_point.points")).isZero();
        assertThat(before.getLong("dust_point.version")).isZero();
        assertThat(before.getString("dust_point.updated_at")).isEqualTo(before.getString("dust_point.created_at"));
        assertThat(pointsAsOf(recorded.get(0))).isEqualTo(1);
        assertThat(pointsAsOf(recorded.get(1).minusNanos(1000))).isEqualTo(1);
        assertThat(pointsAsOf(recorded.get(1))).isEqualTo(3);
        assertThat(pointsAsOf(recorded.get(2))).isEqualTo(6);
        assertThat(pointsAsOf(recorded.get(2).plusSeconds(3600))).isEqualTo(6);
    }

    @Test
    void anInstantMayCarryAnyOffset() {
        change("add", 7);

        long points = asStaff().queryParam("as_of", "2999-12-31T23:59:59+05:30").get("/admin/dust/{customer}", customer)
                .then().statusCode(200).extract().jsonPath().getLong("dust_point.points");

        assertThat(points).isEqualTo(7);
    }

    @Test
    void anInvalidInstantIsRefused() {
        for (String wrong : List.of("yesterday", "2026-01-31", "+1000000000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z")) {
            String body = asStaff().queryParam("as_of", wrong).get("/admin/dust/{customer}", customer)
                    .then().statusCode(422).extract().asString();

            assertJson(body, """
                    {"type": "urn:problem-type:dust:invalid-request", "title": "Invalid request", "status": 422,
                     "detail": "as_of must be a time in the form of RFC 3339, such as <time>.", "error": "Invalid request",
                     "errors": [{"member": "as_of", "message": "must be a time in the form of RFC 3339, such as <time>"}]}""");
        }
    }

    @Test
    void customersAreFoundByThePrefixOfTheirIds() {
        add(customer + "_b", 2);
        add(customer + "_a", 1);
        add(customer + "_c", 3);

        var found = asStaff().queryParam("q", customer + "_").get("/admin/dust").then().statusCode(200).extract().jsonPath();

        assertThat(found.getList("dust_points.customer_id")).containsExactly(customer + "_a", customer + "_b", customer + "_c");
        assertThat(found.getString("next_cursor")).isNull();
    }

    @Test
    void wildcardsOfSqlAreOrdinaryCharacters() {
        add(customer, 1);

        var found = asStaff().queryParam("q", customer.substring(0, 8) + "%").get("/admin/dust").then().statusCode(200)
                .extract();

        assertThat(found.jsonPath().getList("dust_points")).isEmpty();
    }

    @Test
    void customersAreFoundByTheirBalance() {
        add(customer + "_a", 10);
        add(customer + "_b", 20);
        add(customer + "_c", 30);

        var found = asStaff().queryParam("q", customer).queryParam("min_points", 11).queryParam("max_points", 20)
                .get("/admin/dust").then().statusCode(200).extract().jsonPath();

        assertThat(found.getList("dust_points.customer_id")).containsExactly(customer + "_b");
    }

    @Test
    void customersArePagedByKey() {
        for (String suffix : List.of("_a", "_b", "_c", "_d", "_ü")) {
            add(customer + suffix, 1);
        }
        List<String> seen = new ArrayList<>();
        String next = "/admin/dust?limit=2&q=" + customer;

        while (next != null) {
            assertThat(seen).as("a page that comes again").hasSizeLessThan(6);
            var page = asStaff().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
            seen.addAll(page.jsonPath().getList("dust_points.customer_id", String.class));
            String link = page.header("Link");
            next = link == null ? null : link.replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        }

        assertThat(seen).containsExactly(customer + "_a", customer + "_b", customer + "_c", customer + "_d", customer + "_ü");
    }

    @Test
    void wrongQueryParametersAreNamed() {
        refuses("limit", "0", "must be an integer from 1 to 100");
        refuses("limit", "101", "must be an integer from 1 to 100");
        refuses("limit", "ten", "must be an integer from 1 to 100");
        refuses("min_points", "-1", "must be an integer from 0 to 9007199254740991");
        refuses("max_points", "9007199254740992", "must be an integer from 0 to 9007199254740991");
        refuses("cursor", "%%%", "must be a next_cursor of this list");
        refuses("cursor", "AA", "must be a next_cursor of this list");
        refuses("q", "\u0000", "must be 0 to 255 printable characters");
    }

    @Test
    void aHistorysCursorIsAVersion() {
        change("add", 1);

        asStaff().queryParam("cursor", "YWJj").get("/admin/dust/{customer}/transactions", customer).then().statusCode(422);
    }

    @Test
    void theVerificationNamesEveryCheck() {
        String body = asStaff().get("/admin/dust/verify").then().statusCode(200).extract().asString();

        assertJson(body, """
                {"ok": true, "checks": [
                  {"rule": 1, "name": "guards_are_enabled", "violations": 0, "example": null},
                  {"rule": 1, "name": "guards_of_holds_are_enabled", "violations": 0, "example": null},
                  {"rule": 1, "name": "guards_of_orders_are_enabled", "violations": 0, "example": null},
                  {"rule": 1, "name": "reversals_take_back", "violations": 0, "example": null},
                  {"rule": 2, "name": "balances_follow_from_changes", "violations": 0, "example": null},
                  {"rule": 2, "name": "versions_have_no_gap", "violations": 0, "example": null},
                  {"rule": 3, "name": "balance_equals_last_transaction", "violations": 0, "example": null},
                  {"rule": 3, "name": "balance_is_not_negative", "violations": 0, "example": null},
                  {"rule": 3, "name": "lifetime_totals_add_up", "violations": 0, "example": null},
                  {"rule": 4, "name": "open_holds_add_up_to_held", "violations": 0, "example": null},
                  {"rule": 5, "name": "an_order_earns_for_one_customer", "violations": 0, "example": null},
                  {"rule": 5, "name": "no_more_is_clawed_back_than_earned", "violations": 0, "example": null},
                  {"rule": 5, "name": "no_more_is_given_back_than_captured", "violations": 0, "example": null},
                  {"rule": 5, "name": "orders_are_in_the_directory", "violations": 0, "example": null},
                  {"rule": 5, "name": "orders_cost_what_was_spent", "violations": 0, "example": null},
                  {"rule": 5, "name": "orders_earn_once_a_revision", "violations": 0, "example": null},
                  {"rule": 5, "name": "orders_earn_what_they_are_worth", "violations": 0, "example": null},
                  {"rule": 5, "name": "orders_equal_their_transactions", "violations": 0, "example": null},
                  {"rule": 5, "name": "reversed_earnings_are_not_clawed_back", "violations": 0, "example": null},
                  {"rule": 6, "name": "captures_are_the_orders", "violations": 0, "example": null},
                  {"rule": 6, "name": "holds_end_once", "violations": 0, "example": null},
                  {"rule": 7, "name": "requests_have_one_outcome", "violations": 0, "example": null}
                ]}""");
    }

    @Test
    void everyAdminRouteRejectsCustomersAndAnonymousCallers() {
        for (String path : List.of("/admin/dust", "/admin/dust/x", "/admin/dust/x/transactions", "/admin/dust/verify")) {
            asCustomer().get(path).then().statusCode(403);
            as("no-token").get(path).then().statusCode(401);
        }
        for (String action : List.of("add", "deduct", "adjust", "transactions/1/reverse")) {
            as(Tokens.customer(customer)).header("Idempotency-Key", newKey()).contentType(ContentType.JSON)
                    .body("{\"points\": 1, \"reason\": \"Mine\"}").post("/admin/dust/{customer}/" + action, customer)
                    .then().statusCode(403);
        }
    }

    private void refuses(String parameter, String value, String message) {
        var body = asStaff().queryParam(parameter, value).get("/admin/dust").then().statusCode(422).extract().jsonPath();
        assertThat(body.getList("errors.member")).containsExactly(parameter);
        assertThat(body.getList("errors.message")).containsExactly(message);
    }

    private long pointsAsOf(Instant instant) {
        return asStaff().queryParam("as_of", instant.toString()).get("/admin/dust/{customer}", customer)
                .then().statusCode(200).extract().jsonPath().getLong("dust_point.points");
    }

    private void add(String customer, long points) {
        asStaff().header("Idempotency-Key", newKey()).contentType(ContentType.JSON)
                .body("{\"points\": %d, \"reason\": \"Test\"}".formatted(points))
                .post("/admin/dust/{customer}/add", customer).then().statusCode(200);
    }
}
