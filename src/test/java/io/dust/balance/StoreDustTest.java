package io.dust.balance;

import static io.dust.fixture.Json.assertJson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StoreDustTest extends ApiTest {

    @Test
    void anUnknownCustomerHasNoPointsAndGetsNoRow() {
        String body = asCustomer().get("/store/dust").then().statusCode(200).extract().asString();

        assertThat(body).isEqualTo("{\"points\":0}");
        asStaff().get("/admin/dust/{customer}", customer).then().statusCode(404);
    }

    @Test
    void aCustomerSeesTheirPoints() {
        change("add", 100);
        change("deduct", 30);

        String body = asCustomer().get("/store/dust").then().statusCode(200).extract().asString();

        assertThat(body).isEqualTo("{\"points\":70}");
    }

    @Test
    void theHeadersOfAMedusaSdkAreIgnored() {
        change("add", 5);

        String body = asCustomer().header("x-publishable-api-key", "pk_1").header("x-medusa-locale", "de-AT")
                .get("/store/dust").then().statusCode(200).extract().asString();

        assertThat(body).isEqualTo("{\"points\":5}");
    }

    @Test
    void anAnswerIsNeverCached() {
        String header = asCustomer().get("/store/dust").header("Cache-Control");

        assertThat(header).isEqualTo("no-store");
    }

    @Test
    void theSummaryShowsTheWholeAccount() {
        change("add", 100);
        change("deduct", 30);
        change("adjust", -5);

        String body = asCustomer().get("/store/dust/summary").then().statusCode(200).extract().asString();

        assertJson(body, """
                {"points": 65, "held": 0, "pending": 0, "debt": 0, "lifetime_earned": 100, "lifetime_spent": 30}""");
    }

    @Test
    void theSummaryOfAnUnknownCustomerIsAllZero() {
        String body = asCustomer().get("/store/dust/summary").then().statusCode(200).extract().asString();

        assertJson(body, """
                {"points": 0, "held": 0, "pending": 0, "debt": 0, "lifetime_earned": 0, "lifetime_spent": 0}""");
    }

    @Test
    void theHistoryIsNewestFirst() {
        post("add", """
                {"points": 100, "reason": "Welcome", "reference": {"type": "order", "id": "order_1"}}""", "key-1");
        post("deduct", """
                {"points": 30, "reason": "Mug"}""", "key-2");

        String body = asCustomer().get("/store/dust/transactions").then().statusCode(200).extract().asString();

        assertJson(body, """
                {
                  "transactions": [
                    {"id": "<id>.2", "version": 2, "kind": "DEDUCT", "points": -30, "held": 0, "pending": 0, "debt": 0,
                     "points_after": 70, "held_after": 0, "pending_after": 0, "debt_after": 0, "reverses": null,
                     "reason": "Mug", "reference": null, "actor": "user_01JSTAFF", "request_id": "key-2",
                     "occurred_at": "<time>", "recorded_at": "<time>"},
                    {"id": "<id>.1", "version": 1, "kind": "EARN", "points": 100, "held": 0, "pending": 0, "debt": 0,
                     "points_after": 100, "held_after": 0, "pending_after": 0, "debt_after": 0, "reverses": null,
                     "reason": "Welcome", "reference": {"type": "order", "id": "order_1"}, "actor": "user_01JSTAFF",
                     "request_id": "key-1", "occurred_at": "<time>", "recorded_at": "<time>"}
                  ],
                  "next_cursor": null
                }""");
    }

    @Test
    void theHistoryIsPagedByTheLinkHeader() {
        change("add", 1);
        change("add", 2);
        change("add", 3);

        var first = asCustomer().get("/store/dust/transactions?limit=2").then().statusCode(200).extract();
        String next = first.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        var second = asCustomer().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();

        assertThat(first.jsonPath().getList("transactions.version")).containsExactly(3, 2);
        assertThat(next).isEqualTo("/store/dust/transactions?limit=2&cursor=" + first.jsonPath().getString("next_cursor"));
        assertThat(second.jsonPath().getList("transactions.version")).containsExactly(1);
        assertThat(second.jsonPath().getString("next_cursor")).isNull();
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void aCustomerSeesOnlyTheirOwnPoints() {
        change("add", 100);

        String body = as(Tokens.customer(newCustomer())).get("/store/dust?customer_id=" + customer)
                .then().statusCode(200).extract().asString();

        assertThat(body).isEqualTo("{\"points\":0}");
    }

    @Test
    void staffAreNotCustomers() {
        asStaff().get("/store/dust").then().statusCode(403);
    }

    @Test
    void aRequestWithoutATokenIsUnauthorized() {
        var response = given().get("/store/dust").then().statusCode(401).extract();

        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertJson(response.asString(), """
                {"type": "urn:problem-type:dust:unauthorized", "title": "Unauthorized", "status": 401,
                 "detail": "The Authorization header must carry a bearer token.", "error": "Unauthorized"}""");
    }
}
