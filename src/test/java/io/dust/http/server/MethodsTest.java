package io.dust.http.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.RawConnection;
import io.dust.fixture.TestEnvironment;
import io.dust.http.AllowedMethods;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Methods that a path has, that it has not, and that nobody has. */
@QuarkusTest
class MethodsTest extends ApiTest {

    @TestHTTPResource("/")
    URI dust;

    @Test
    void everyPathOfTheDescriptionHasItsMethods() throws IOException {
        JsonNode paths = new YAMLMapper().readTree(Files.readString(Path.of("docs/openapi.yaml"))).get("paths");
        int checked = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            List<String> methods = new ArrayList<>(new TreeSet<>(List.of("DELETE", "GET", "PATCH", "POST", "PUT")));
            methods.removeIf(method -> !path.getValue().has(method.toLowerCase(Locale.ROOT)));
            if (methods.contains("GET")) {
                methods.add(methods.indexOf("GET") + 1, "HEAD");
            }
            methods.add("OPTIONS");
            String real = path.getKey().replace("{id}", "00000000-0000-0000-0000-000000000000").replaceAll("\\{\\w+}", "x1");
            assertThat(AllowedMethods.of(real)).as(path.getKey()).isEqualTo(String.join(", ", methods));
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void anotherMethodIsNotAllowedAndTheAnswerNamesThoseThatAre() {
        for (String path : List.of("/store/dust", "/admin/dust/cus_1/add", "/events", "/admin/dust/earning-rules/EUR")) {
            given().patch(path).then().statusCode(405).header("Allow", AllowedMethods.of(path))
                    .contentType("application/problem+json");
            given().options(path).then().statusCode(204).header("Allow", AllowedMethods.of(path));
        }
        given().options("/nowhere").then().statusCode(404).contentType("application/problem+json");
        given().request("BREW", "/store/dust").then().statusCode(501).contentType("application/problem+json");
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        assertThat(asCustomer().head("/store/dust").then().statusCode(200).extract().asString()).isEmpty();
        assertThat(given().head("/store/dust").then().statusCode(401).extract().asString()).isEmpty();
    }

    @Test
    void aClientCannotInventSeriesOfMetrics() {
        int before = metrics().length();
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            requests.append("M%d /a%d;x HTTP/1.1\r\nHost: a\r\n\r\nGET /b%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i, i, i))
                    .append("PATCH /admin/dust/cus_secret%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
        }
        try (RawConnection connection = new RawConnection(dust)) {
            connection.send(requests.toString());
            for (int i = 0; i < 600; i++) {
                assertThat(connection.answer()).startsWith("HTTP/1.1 ");
            }
        }

        String metrics = metrics();

        assertThat(metrics.length() - before).isLessThan(3000);
        assertThat(metrics).doesNotContain("M1", "/a1", "/b1", "cus_secret").contains("uri=\"/other\"");
    }

    private static String metrics() {
        return given().baseUri(TestEnvironment.management()).get("/q/metrics").asString();
    }
}
