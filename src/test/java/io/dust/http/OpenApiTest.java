package io.dust.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OpenApiTest extends ApiTest {

    @Test
    void theCommittedDescriptionMatchesTheCode() throws IOException {
        String actual = given().get("/q/openapi").then().statusCode(200).extract().asString();
        Path copy = Files.writeString(Path.of("target", "openapi.yaml"), actual);

        assertThat(actual).as("docs/openapi.yaml differs from the code; read the change, then: cp %s docs/openapi.yaml", copy)
                .isEqualTo(Files.readString(Path.of("docs", "openapi.yaml")));
    }
}
