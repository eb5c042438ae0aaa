package io.dust.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

/** Health checks and metrics. */
@QuarkusTest
class OperationsTest extends ApiTest {

    @Test
    void theHealthCheckIncludesTheDatabase() {
        for (String probe : new String[] { "live", "ready", "started" }) {
            assertThat(management().get("/q/health/" + probe).then().statusCode(200).extract().jsonPath().getString("status"))
                    .isEqualTo("UP");
        }
        assertThat(management().get("/q/health/ready").jsonPath().getList("checks.name"))
                .containsExactly("database");
    }

    @Test
    void metricsCountRequestsAndPostingsAndTimeTheDatabase() {
        change("add", 1);
        points();
        post("deduct", "{\"points\": 5, \"reason\": \"Test\"}").then().statusCode(409);

        String metrics = management().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/store/dust\"}")
                .contains("uri=\"/admin/dust/{customer_id}/add\"")
                .contains("dust_postings_total{kind=\"earn\",outcome=\"posted\"}")
                .contains("dust_postings_total{kind=\"deduct\",outcome=\"insufficient-points\"}")
                .contains("dust_database_seconds_count{operation=\"balance\"}")
                .contains("dust_database_seconds_count{operation=\"post\"}");
    }

    private RequestSpecification management() {
        return given().baseUri(TestEnvironment.management());
    }
}
