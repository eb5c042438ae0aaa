package io.dust.http.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Events;
import io.dust.fixture.LogLines;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** One caller cannot take the service from the others. */
@QuarkusTest
@TestProfile(RequestLimitsTest.Low.class)
class RequestLimitsTest extends ApiTest {

    /** Limits that a test can exceed. */
    public static final class Low implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dust.limit.customer-rate", "2", "dust.limit.customer-burst", "16",
                    "dust.limit.customer-change-rate", "1", "dust.limit.customer-change-burst", "2",
                    "dust.limit.address-rate", "20", "dust.limit.address-burst", "20");
        }
    }

    @Test
    void aCustomerWhoAsksTooOftenGetsTheTimeOfTheNextRequest() {
        List<Response> answers = manyAtOnce(24, () -> asCustomer().get("/store/dust"));

        Response refused = oneWith(429, answers);
        refused.then().contentType("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"customer\";q=2;w=1");
        assertThat(refused.header("RateLimit")).isEqualTo("\"customer\";r=0;t=1");
        assertThat(refused.jsonPath().getString("detail"))
                .isEqualTo("At most 2 requests are allowed in a second; repeat the request after 1 s.");
        oneWith(200, answers);
        as(Tokens.customer(newCustomer())).get("/store/dust").then().statusCode(200);
        asStaff().get("/admin/dust/{customer}", customer).then().statusCode(404);
    }

    @Test
    void aCustomerWritesLessOftenThanItReads() {
        List<Response> answers = manyAtOnce(10,
                () -> asCustomer().contentType("application/json").body("{}").post("/store/dust/holds"));

        assertThat(oneWith(429, answers).header("RateLimit-Policy")).isEqualTo("\"customer-change\";q=1;w=1");
        oneWith(422, answers);
        asCustomer().get("/store/dust").then().statusCode(200);
    }

    private static List<Response> manyAtOnce(int requests, Supplier<Response> request) {
        return IntStream.range(0, requests).parallel().mapToObj(i -> request.get()).toList();
    }

    private static Response oneWith(int status, List<Response> answers) {
        return answers.stream().filter(answer -> answer.statusCode() == status).findFirst().orElseThrow();
    }

    @Test
    void aWrongRoleIsLoggedOnceInAWhile() {
        try (LogLines log = LogLines.of(RefusalLog.class)) {
            for (int i = 0; i < 5; i++) {
                asCustomer().get("/admin/dust").then().statusCode(403);
            }
            assertThat(log.lines()).singleElement().asString().startsWith("INFO A request from 127.0.0.1 was refused: "
                    + "its role does not allow the call").doesNotContain("eyJ", customer);
        }
    }

    @Test
    void aWrongSignatureOfAnEventIsLoggedOnceInAWhile() {
        String body = Events.event(Events.newId(), "order.placed", Events.order("order_1", customer, "EUR", "1"));
        Map<String, String> signature = Events.signature(body + " ");
        Set<Integer> statuses = new HashSet<>();
        try (LogLines log = LogLines.of(RefusalLog.class)) {
            // Other requests of this address may have used its limit up.
            for (int i = 0; i < 2000 && !statuses.contains(401); i++) {
                statuses.add(event(signature, body));
            }
            event(signature, body);
            assertThat(statuses).contains(401).isSubsetOf(401, 429);
            assertThat(log.lines().stream().filter(line -> !line.contains("too many requests"))).singleElement().asString()
                    .startsWith("INFO A request from 127.0.0.1 was refused: the signature of its event is wrong")
                    .doesNotContain(signature.get("webhook-signature"), customer);
        }
    }

    private static int event(Map<String, String> signature, String body) {
        return given().headers(signature).contentType(Events.STRUCTURED).body(body).post("/events").statusCode();
    }

    @Test
    void anAddressThatSendsBadTokensIsRefusedBeforeTheyAreVerified() {
        String known = Tokens.staff(STAFF);
        as(known).get("/admin/dust").then().statusCode(200);
        Set<Integer> statuses = new HashSet<>();
        LogLines log = LogLines.of(RefusalLog.class);
        try {
            for (int i = 0; i < 100; i++) {
                statuses.add(given().header("Authorization", "Bearer " + Tokens.customer(customer) + "a" + i).get("/store/dust")
                        .statusCode());
            }
            assertThat(log.lines()).hasSizeBetween(1, 3)
                    .noneMatch(line -> line.contains("eyJ") || line.contains(customer))
                    .anyMatch(line -> line.contains("127.0.0.1"));
        } finally {
            log.close();
        }

        assertThat(statuses).containsExactlyInAnyOrder(401, 429);
        // A token that is known to be valid is served from the same address at once, another one later.
        as(known).get("/admin/dust").then().statusCode(200);
        int status = 429;
        for (int i = 0; i < 100 && status == 429; i++) {
            status = as(Tokens.staff("user_" + i)).get("/admin/dust").statusCode();
        }
        assertThat(status).isEqualTo(200);
    }
}
