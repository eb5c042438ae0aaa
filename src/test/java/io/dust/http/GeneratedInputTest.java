package io.dust.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiDocument;
import io.dust.fixture.ApiDocument.Answer;
import io.dust.fixture.ApiDocument.Operation;
import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.Events;
import io.dust.fixture.Json;
import io.dust.fixture.LogLines;
import io.dust.fixture.RawHttp;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Every operation of the API's document, called with wrong and odd requests. Each refusal must be a
 * problem and must change nothing.
 */
@QuarkusTest
class GeneratedInputTest extends ApiTest {

    private static final long SEED = Long.getLong("dust.seed", 18);
    private static final int REQUESTS_OF_AN_OPERATION = 120;
    private static final int WORKERS = 4;
    private static final int SHOWN = 30;
    /** How the server itself refuses what is no request. */
    private static final String BARE_REFUSAL = "the content type is not described: none";
    /** Not that of the bodies, whose rate must stay in force. */
    private static final String CURRENCY_OF_SETTINGS = "FJD";
    /** All that a request about one customer or of one actor can change, except the outcomes that are kept of refusals. */
    private static final String STATE = """
            select (select concat(version, ' ', points, ' ', held, ' ', pending, ' ', debt) from dust_point where customer_id = ?),
                (select count(*) from dust_transaction where customer_id = ?),
                (select concat(count(*), ' ', sum(hashtextextended(h::text, 0))) from dust_hold h where customer_id = ?),
                (select concat(count(*), ' ', sum(hashtextextended(o::text, 0))) from dust_order o where customer_id = ?),
                (select count(*) from dust_setting where actor = ?)""";

    /** Whether the connections are guarded, as those of the packaged application are. */
    protected boolean isGuarded() {
        return false;
    }

    @Test
    void noInputFailsAndNoRefusalChangesAnything() {
        asStaff().header("If-None-Match", "*").contentType(ContentType.JSON)
                .body("{\"rate\": {\"numerator\": 1, \"denominator\": 1}}")
                .put("/admin/dust/redemption-rates/" + Examples.CURRENCY);
        try (LogLines errors = LogLines.ofErrors()) {
            List<Worker> workers = new Clients(List.of()).atOnce(WORKERS, this::work);

            List<String> faults = workers.stream().flatMap(worker -> worker.faults.stream())
                    .filter(fault -> isGuarded() || !fault.contains(BARE_REFUSAL)).toList();
            int requests = workers.stream().mapToInt(worker -> worker.requests).sum();
            assertThat(faults.stream().limit(SHOWN)).as("%d faults of %d requests", faults.size(), requests).isEmpty();
            assertThat(requests).isGreaterThan(3000);
            assertThat(errors.lines()).isEmpty();
        }
    }

    private Worker work(int number) {
        Worker worker = new Worker(number);
        try (RawHttp http = new RawHttp(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
                Connection database = Database.connect();
                PreparedStatement state = database.prepareStatement(STATE)) {
            for (int i = number; i < ApiDocument.operations().size(); i += WORKERS) {
                worker.attack(ApiDocument.operations().get(i), http, state);
            }
            return worker;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Attacks some of the operations as a member of staff of its own, each with a new customer. */
    private static final class Worker {

        private String customer = "";
        private final String staff = "user_" + newKey();
        private String order = "";
        private final BadInput input;
        private final List<String> faults = new ArrayList<>();
        private int requests;

        Worker(int number) {
            this.input = new BadInput(SEED + number);
        }

        void attack(Operation operation, RawHttp http, PreparedStatement state) throws SQLException {
            renewCustomer();
            String target = operation.path().replace("{customer_id}", customer).replace("{currency_code}", CURRENCY_OF_SETTINGS)
                    .replace("{version}", "1").replace("{order_id}", order).replace("{code}", "DUST-1");
            List<String> before = read(state);
            for (int i = 0; i < REQUESTS_OF_AN_OPERATION; i++) {
                if (target.contains("{id}") && i % 20 == 0) {
                    target = operation.path().replace("{customer_id}", customer).replace("{id}", newHold());
                    before = read(state);
                }
                BadInput.Request request = input.change(operation, target, headers(operation), body(operation));
                Answer answer = http.send(request.method(), request.target(), request.headers(), request.body());
                requests++;
                List<String> after = read(state);
                check(operation, request, answer, before.equals(after));
                before = after;
            }
        }

        private void renewCustomer() {
            customer = newCustomer();
            order = "order_" + newKey();
            post(customer, "add", "{\"points\": 1000000, \"reason\": \"Test\"}", newKey()).then().statusCode(200);
            Events.send(Events.event(newKey(), "order.placed", Events.order(order, customer, Examples.CURRENCY, "10"))).then()
                    .statusCode(200);
        }

        private void check(Operation operation, BadInput.Request request, Answer answer, boolean isUnchanged) {
            if (answer.status() == 0 || answer.status() >= 500) {
                faults.add(operation.id() + ", " + request.change() + ": " + answer);
            } else if (answer.isRefusal() && !isUnchanged) {
                faults.add(operation.id() + " was refused, but has changed rows, " + request.change() + ": " + answer);
            } else {
                try {
                    ApiDocument.requireDescribed(request.method(), request.path(), answer);
                } catch (AssertionError e) {
                    faults.add(operation.id() + ", " + request.change() + ": " + e.getMessage());
                }
            }
        }

        private List<String> headers(Operation operation) {
            return List.of("Authorization: Bearer " + switch (operation.role()) {
                case Roles.STAFF -> Tokens.staff(staff);
                case Roles.CUSTOMER -> Tokens.customer(customer);
                default -> Tokens.standard(Tokens.standardClaims(staff, Roles.EVENTS), "RS256", StandardKeys.RSA);
            }, "Idempotency-Key: " + newKey(), "If-Match: *",
                    "Content-Type: " + (operation.role().equals(Roles.EVENTS) ? Events.STRUCTURED : "application/json"));
        }

        private JsonNode body(Operation operation) {
            return switch (operation.id()) {
                case "receiveEvents" -> Json.parse(Events.event(newKey(), "order.placed", order()));
                case "simulateEarning", "quote" -> Json.parse("{\"cart_id\": \"cart_1\", " + order() + "}");
                default -> {
                    JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
                    yield schema.isMissingNode() ? MissingNode.getInstance() : Examples.of("body", schema);
                }
            };
        }

        private String order() {
            return Events.order("order_" + newKey(), customer, Examples.CURRENCY, "\"10.00\"") + """
                    , "tax_total": 1, "shipping_total": 0, "discount_total": "0",
                    "items": [{"id": "item_1", "quantity": 2, "unit_price": 5, "total": 10, "product_id": "prod_1"}],
                    "shipping_methods": [], "promotions": [{"code": "SPRING"}]""";
        }

        private String newHold() {
            return as(Tokens.customer(customer)).contentType(ContentType.JSON)
                    .body(Map.of("cart_id", "cart_of_the_test", "currency_code", Examples.CURRENCY, "cart_total", 10, "points",
                            5))
                    .post("/store/dust/holds").then().statusCode(oneOf(200, 201)).extract().path("hold.id");
        }

        private List<String> read(PreparedStatement state) throws SQLException {
            for (int i = 1; i <= 4; i++) {
                state.setString(i, customer);
            }
            state.setString(5, staff);
            List<String> columns = new ArrayList<>();
            try (ResultSet row = state.executeQuery()) {
                row.next();
                for (int i = 1; i <= 5; i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
            }
            return columns;
        }
    }
}
