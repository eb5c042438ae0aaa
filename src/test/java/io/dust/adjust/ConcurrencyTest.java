package io.dust.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Concurrent requests about one customer: no point is lost, and none is spent twice. */
@QuarkusTest
class ConcurrencyTest extends ApiTest {

    private static final int CLIENTS = 32;
    private static final int CUSTOMERS = 20;

    @TestHTTPResource
    URI url;

    private Clients clients;

    List<URI> instances() {
        return List.of(url);
    }

    @BeforeEach
    void connect() {
        clients = new Clients(instances());
    }

    @Test
    void noAddIsLost() throws SQLException {
        int adds = 50;

        var answers = clients.atOnce(CLIENTS, client -> IntStream.range(0, adds)
                .mapToObj(i -> clients.change(client, customer, "add", 1, newKey()).statusCode()).toList());

        assertThat(answers).allSatisfy(statuses -> assertThat(statuses).hasSize(adds).containsOnly(200));
        assertThat(points()).isEqualTo(CLIENTS * adds);
        assertThat(Database.transactions(customer)).isEqualTo(CLIENTS * adds);
    }

    @Test
    void firstAddsMayRace() {
        for (String newcomer : newCustomers()) {
            var answers = clients.atOnce(CLIENTS, client -> clients.change(client, newcomer, "add", 1, newKey()).statusCode());

            assertThat(answers).containsOnly(200);
            assertThat(pointsOf(newcomer)).isEqualTo(CLIENTS);
        }
    }

    @Test
    void noPointIsSpentTwice() {
        List<String> customers = newCustomers();
        customers.forEach(rich -> clients.change(0, rich, "add", 100, newKey()));

        Map<Integer, Long> answers = customers.stream()
                .flatMap(rich -> clients.atOnce(CLIENTS, client -> clients.change(client, rich, "deduct", 100, newKey()))
                        .stream())
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));

        assertThat(answers).isEqualTo(Map.of(200, (long) CUSTOMERS, 409, (long) CUSTOMERS * (CLIENTS - 1)));
        assertThat(customers).allSatisfy(poor -> assertThat(pointsOf(poor)).isZero());
    }

    @Test
    void oneKeyAtOnceHasOneOutcome() throws SQLException {
        String key = newKey();

        var answers = clients.atOnce(50, client -> clients.change(client, customer, "add", 5, key));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet())).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.headers().firstValue("Idempotency-Replayed").isEmpty())).hasSize(1);
        assertThat(Database.transactions(customer)).isEqualTo(1);
        assertThat(clients.change(0, customer, "add", 6, key).statusCode()).isEqualTo(422);
    }

    @Test
    void oneKeyAtOnceHasOneRefusal() {
        String key = newKey();

        var answers = clients.atOnce(50, client -> clients.change(client, customer, "deduct", 5, key));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(409);
        assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet())).hasSize(1);
    }

    @Test
    void aTransactionIsReversedOnceHoweverManyTry() {
        clients.change(0, customer, "add", 10, newKey());
        clients.change(0, customer, "add", 10, newKey());

        Map<Integer, Long> answers = IntStream.range(0, CLIENTS).boxed().parallel()
                .map(client -> post("transactions/1/reverse", "{\"reason\": \"Race\"}").statusCode())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(answers).isEqualTo(Map.of(200, 1L, 409, CLIENTS - 1L));
        assertThat(points()).isEqualTo(10);
    }

    private static List<String> newCustomers() {
        return IntStream.range(0, CUSTOMERS).mapToObj(i -> newCustomer()).toList();
    }

    private static long pointsOf(String customer) {
        return asStaff().get("/admin/dust/{customer}", customer).jsonPath().getLong("dust_point.points");
    }
}
