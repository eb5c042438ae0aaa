package io.dust.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiDocument;
import io.dust.fixture.ApiDocument.Answer;
import io.dust.fixture.ApiDocument.Operation;
import io.dust.fixture.ApiTest;
import io.dust.fixture.RawHttp;
import io.dust.fixture.Snapshot;
import io.dust.http.Callers.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/**
 * Every operation of the API's document, called with every kind of token. The requests lack what a
 * change needs, so that no row may change.
 */
@QuarkusTest
class TokenMatrixTest extends ApiTest {

    private final Map<String, String> parameters = Map.of("customer_id", customer, "currency_code", "EUR", "version", "1",
            "order_id", "order_1", "code", "DUST-1", "id", newKey());

    @Test
    void onlyTheRoleOfAnOperationOpensIt() throws SQLException {
        change("add", 5);
        List<Caller> callers = Callers.all(customer);
        Map<String, String> before = Snapshot.ofAllTables();
        List<String> faults = new ArrayList<>();
        int requests = 0;

        try (RawHttp http = new RawHttp(URI.create(RestAssured.baseURI + ":" + RestAssured.port))) {
            for (Operation operation : ApiDocument.operations()) {
                for (Caller caller : callers) {
                    faults.addAll(call(http, operation, caller));
                    requests++;
                }
            }
        }

        assertThat(Snapshot.ofAllTables()).isEqualTo(before);
        assertThat(faults.stream().limit(30)).as("%d faults of %d requests", faults.size(), requests).isEmpty();
        assertThat(requests).isGreaterThan(2000);
    }

    private List<String> call(RawHttp http, Operation operation, Caller caller) {
        String path = operation.path();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        List<String> headers = Stream.concat(Stream.of("Content-Type: application/json"), caller.headers().stream()).toList();
        Answer answer = http.send(operation.method(), path, headers, new byte[0]);
        List<String> faults = new ArrayList<>();
        if (!isAsExpected(operation, caller, answer.status())) {
            faults.add(operation.id() + ", " + caller.name() + ": " + answer);
        }
        try {
            ApiDocument.requireDescribed(operation.method(), path, answer);
        } catch (AssertionError e) {
            faults.add(caller.name() + ": " + e.getMessage());
        }
        return faults;
    }

    private static boolean isAsExpected(Operation operation, Caller caller, int status) {
        if (!caller.isAuthenticated()) {
            // 400 when two headers contradict each other.
            return status == 401 || (status == 400 && caller.headers().size() == 2);
        }
        return caller.roles().contains(operation.role()) ? status >= 200 && status < 500 && status != 401 && status != 403
                : status == 403;
    }
}
