package io.dust.adjust;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Wrong requests: they change nothing, and no response reveals internals of Dust. */
@QuarkusTest
class BadInputTest extends ApiTest {

    private static final List<String> INTERNALS = List.of("exception", "io.dust", "io.quarkus", "java.", "jackson", "select ",
            "insert ", "dust_point_", "dust_transaction", "at org.", "hibernate", "pgexception");

    @BeforeEach
    void fiftyPoints() {
        change("add", 50);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(points()).isEqualTo(50);
        assertThat(transactions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "-500", "0", "1.5", "1.0", "1e2", "\"5\"", "\"\"", "null", "true", "[5]", "{}", "1e400", "-1e400",
            "9007199254740992", "-9007199254740992", "99999999999999999999999999", "1e-400" })
    void pointsMustBeAJsonIntegerInRange(String points) {
        for (String action : List.of("add", "deduct")) {
            var body = refused(422, post(action, "{\"points\": %s, \"reason\": \"Test\"}".formatted(points)));
            assertThat(body.jsonPath().getList("errors.member")).containsExactly("points");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "1.5", "\"5\"", "null", "1e400", "9007199254740992", "-9007199254740992" })
    void adjustedPointsMustBeAJsonIntegerInRange(String points) {
        var body = refused(422, post("adjust", "{\"points\": %s, \"reason\": \"Test\"}".formatted(points)));
        assertThat(body.jsonPath().getList("errors.member")).containsExactly("points");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{\"points\": 5", "{\"points\": 05, \"reason\": \"x\"}",
            "{\"points\": NaN, \"reason\": \"x\"}",
            "{\"points\": 5, \"points\": 6, \"reason\": \"x\"}", "{'points': 5}",
            "\u0000" })
    void invalidJsonIsABadRequest(String body) {
        refused(400, post("add", body));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "null", "5", "\"text\"", "", "{\"points\": 5, \"reason\": \"x\"} 6" })
    void aBodyMustBeAnObject(String body) {
        var problem = refused(422, post("add", body));
        assertThat(problem.jsonPath().getList("errors.member")).containsExactly("body");
    }

    @Test
    void everyMissingMemberIsNamed() {
        String body = refused(422, post("add", "{}")).asString();

        assertJson(body, """
                {"type": "urn:problem-type:dust:invalid-request", "title": "Invalid request", "status": 422,
                 "detail": "points must not be null.", "error": "Invalid request",
                 "errors": [{"member": "points", "message": "must not be null"},
                            {"member": "reason", "message": "must be 1 to 500 printable characters"}]}""");
    }

    @Test
    void unknownMembersAreRefused() {
        var body = refused(422, post("add", """
                {"points": 5, "reason": "x", "customer_id": "cus_other"}"""));

        assertThat(body.jsonPath().getString("detail")).isEqualTo("customer_id is not a known member.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "7", "1.5", "null", "\"\"", "\"  \"", "true", "{}", "[\"a\"]", "\"a\\u0000b\"", "\"\\ud800\"" })
    void aReasonMustBeReadable(String reason) {
        var body = refused(422, post("add", "{\"points\": 5, \"reason\": %s}".formatted(reason)));
        assertThat(body.jsonPath().getList("errors.member")).containsExactly("reason");
    }

    @Test
    void aReasonHasAtMost500Characters() {
        refused(422, post("add", "{\"points\": 5, \"reason\": \"%s\"}".formatted("x".repeat(501))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "5", "\"order\"", "[]", "{}", "{\"type\": \"order\"}", "{\"type\": \"order\", \"id\": 5}",
            "{\"type\": \"\", \"id\": \"x\"}", "{\"type\": \"order\", \"id\": {}}",
            "{\"type\": \"a\", \"id\": \"b\", \"c\": 1}" })
    void aReferenceIsATypeAndAnId(String reference) {
        refused(422, post("add", "{\"points\": 5, \"reason\": \"x\", \"reference\": %s}".formatted(reference)));
    }

    @ParameterizedTest
    @ValueSource(strings = { " ", "\u0000", "a\nb", "a\u200Bb", "\uFFFE" })
    void aCustomerIdIsPrintable(String id) {
        refused(422, to(id));
    }

    @Test
    void aCustomerIdIsNeverCutOff() {
        var response = asStaff().urlEncodingEnabled(false).header("Idempotency-Key", newKey()).contentType(ContentType.JSON)
                .body("{\"points\": 5, \"reason\": \"x\"}").post("/admin/dust/" + customer + ";b/add");

        assertJson(refused(400, response).asString(), """
                {"type": "urn:problem-type:dust:semicolon-in-path", "title": "Semicolon in path", "status": 400,
                 "detail": "A semicolon in a path must be sent as %3B.", "error": "Semicolon in path"}""");
    }

    @Test
    void aCustomerIdIsValidUtf8() {
        refused(422, asStaff().urlEncodingEnabled(false).get("/admin/dust/%FF"));
    }

    @Test
    void aCustomerIdHasAtMost255Characters() {
        refused(422, to("x".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "1.5", "one", "9999999999999999999" })
    void aVersionIsAPositiveInteger(String version) {
        refused(404, post("transactions/" + version + "/reverse", "{\"reason\": \"x\"}"));
    }

    @Test
    void theIdempotencyKeyIsRequired() {
        String body = refused(400, asStaff().contentType(ContentType.JSON).body("{\"points\": 5, \"reason\": \"x\"}")
                .post("/admin/dust/{customer}/add", customer)).asString();

        assertJson(body,
                """
                        {"type": "urn:problem-type:dust:idempotency-key-missing", "title": "Idempotency key missing", "status": 400,
                         "detail": "The header Idempotency-Key is missing; it must be an id of your own, the same when you repeat the request.",
                         "error": "Idempotency key missing"}""");
    }

    @Test
    void theIdempotencyKeyHasAtMost255VisibleCharacters() {
        refused(400, post("add", "{\"points\": 5, \"reason\": \"x\"}", "x".repeat(256)));
        refused(400, post("add", "{\"points\": 5, \"reason\": \"x\"}", "a b"));
    }

    @Test
    void aBodyOver256KiBIsTooLarge() {
        refused(413, post("add", " ".repeat(262_145)));
    }

    @Test
    void onlyJsonIsAccepted() {
        refused(415, asStaff().contentType("text/plain").body("5").post("/admin/dust/{customer}/add", customer));
    }

    @Test
    void onlyJsonIsReturned() {
        refused(406, asStaff().accept("text/html").get("/admin/dust/{customer}", customer));
    }

    @Test
    void anUnknownPathIsNotFound() {
        refused(404, asStaff().get("/admin/dusk"));
        refused(404, asStaff().get("/"));
    }

    @Test
    void anUnsupportedMethodIsRefused() {
        refused(405, asStaff().put("/admin/dust"));
    }

    private Response to(String id) {
        return asStaff().header("Idempotency-Key", newKey()).contentType(ContentType.JSON)
                .body("{\"points\": 5, \"reason\": \"x\"}").post("/admin/dust/{customer}/add", id);
    }

    private static Response refused(int status, Response response) {
        response.then().statusCode(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("type")).startsWith("urn:problem-type:dust:");
        assertThat(response.jsonPath().getString("error")).isEqualTo(response.jsonPath().getString("title"));
        assertThat(response.asString().toLowerCase(Locale.ROOT)).doesNotContain(INTERNALS);
        return response;
    }
}
