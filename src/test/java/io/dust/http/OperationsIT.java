package io.dust.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;

@QuarkusIntegrationTest
class OperationsIT extends OperationsTest {

    @ParameterizedTest
    @ValueSource(strings = { "", "/metrics", "/health", "/health/live", "/health/ready", "/health/started", "/openapi",
            "/swagger-ui", "/swagger-ui/", "/dev-ui", "/info" })
    void thePublicPortHasOnlyTheApi(String path) {
        for (var caller : new RequestSpecification[] { given(), asStaff() }) {
            assertThat(caller.get("/q" + path).statusCode()).isEqualTo(404);
        }
    }
}
