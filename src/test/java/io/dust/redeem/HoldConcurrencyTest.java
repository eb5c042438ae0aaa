package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Clients;
import io.dust.fixture.Json;
import io.dust.fixture.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Concurrent holds: a balance pays for one order only. */
@QuarkusTest
class HoldConcurrencyTest extends CheckoutTest {

    private static final int CLIENTS = 32;

    @TestHTTPResource
    URI url;

    List<URI> instances() {
        return List.of(url);
    }

    @Test
    void oneOfManyCartsGetsThePoints() {
        String token = Tokens.customer(customer);
        Clients clients = new Clients(instances());

        List<HttpResponse<String>> answers = clients.atOnce(CLIENTS,
                client -> clients.post(client, token, "/store/dust/holds", newKey(), cart(cart + client, "100", "1000")));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(CLIENTS - 1)
                .allSatisfy(answer -> assertThat(Json.parse(answer.body()).get("error").asText())
                        .isEqualTo("Insufficient dust points"));
        assertThat(points()).isZero();
    }

    @Test
    void oneCartGetsOneHold() {
        String token = Tokens.customer(customer);
        Clients clients = new Clients(instances());

        List<HttpResponse<String>> answers = clients.atOnce(CLIENTS,
                client -> clients.post(client, token, "/store/dust/holds", newKey(), cart(cart, "100", "100")));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers).extracting(answer -> Json.parse(answer.body()).at("/hold/id").asText()).containsOnly(
                Json.parse(answers.get(0).body()).at("/hold/id").asText());
        assertThat(points()).isEqualTo(900);
    }

    @Test
    void aHoldIsVoidedAndPlacedAgainConcurrently() {
        String staff = Tokens.staff(STAFF);
        Clients clients = new Clients(instances());
        String id = hold(100).getString("hold.id");

        List<HttpResponse<String>> answers = clients.atOnce(CLIENTS, client -> client % 2 == 0
                ? clients.post(client, staff, "/admin/dust/" + customer + "/holds/" + id + "/void", newKey(), "")
                : clients.post(client, staff, "/admin/dust/" + customer + "/holds", newKey(), cart(cart, "100", "100")));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(points()).isIn(900L, 1000L);
    }

    @Test
    void aHoldEndsOnceHoweverManyEndIt() {
        String id = hold(1000).getString("hold.id");
        String staff = Tokens.staff(STAFF);
        Clients clients = new Clients(instances());

        List<HttpResponse<String>> answers = clients.atOnce(CLIENTS, client -> clients.post(client, staff,
                "/admin/dust/" + customer + "/holds/" + id + (client % 2 == 0 ? "/capture" : "/void"), newKey(),
                client % 2 == 0 ? "{\"points\": 400}" : ""));

        boolean captured = points() == 600;
        assertThat(points()).isIn(600L, 1000L);
        for (int client = 0; client < CLIENTS; client++) {
            assertThat(answers.get(client).statusCode()).isEqualTo((client % 2 == 0) == captured ? 200 : 409);
        }
        assertThat(transactions()).isEqualTo(3);
    }
}
