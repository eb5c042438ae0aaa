package io.dust.redeem.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.database.periodic.Sweeps;
import io.dust.fixture.Clients;
import io.dust.fixture.Json;
import io.dust.fixture.MovableClock;
import io.dust.fixture.Tokens;
import io.dust.redeem.CheckoutTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import com.fasterxml.jackson.databind.JsonNode;

/** A hold expires exactly at its expiry, before any job runs. */
@QuarkusTest
class ExpiryTest extends CheckoutTest {

    /** The number of holds that expire during the concurrent test. */
    private static final int ROUNDS = 20;
    private static final int CUSTOMERS = 50;

    @Inject
    MovableClock clock;
    @Inject
    HoldSweep holds;
    @Inject
    Sweeps sweeps;
    @TestHTTPResource
    URI url;

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void pointsReturnAtTheExpiry() {
        JsonPath held = hold(400);
        Instant expiresAt = Instant.parse(held.getString("hold.expires_at"));
        assertThat(expiresAt).isEqualTo(Instant.parse(held.getString("hold.created_at")).plus(Duration.ofMinutes(30)));

        clock.moveTo(expiresAt.minusSeconds(5));
        assertThat(points()).isEqualTo(600);
        clock.moveTo(expiresAt);
        assertThat(points()).isEqualTo(1000);

        assertThat(asStaff().get("/admin/dust/{customer}/transactions", customer).jsonPath().getString("transactions[0].kind"))
                .isEqualTo("HOLD_EXPIRE");
        assertThat(asCustomer().get("/store/dust/holds/{id}", held.getString("hold.id")).jsonPath().getString("hold.status"))
                .isEqualTo("expired");
    }

    @Test
    void pointsReturnBeforeTheNextRequest() {
        hold(1000);
        clock.moveOn(Duration.ofMinutes(31));

        change("deduct", 900);

        assertThat(points()).isEqualTo(100);
        assertThat(tryHold(cart(cart, "100", "100")).statusCode()).isEqualTo(201);
    }

    @Test
    void anExpiredHoldCannotBeCaptured() {
        String id = hold(400).getString("hold.id");
        clock.moveOn(Duration.ofMinutes(30));

        Response refused = capture(id, "{}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("The hold is already expired; a hold can end only once.");
        assertThat(voidHold(id).statusCode()).isEqualTo(409);
        assertThat(points()).isEqualTo(1000);
    }

    @Test
    void aChangedHoldGetsANewExpiry() {
        hold(400);
        clock.moveOn(Duration.ofMinutes(20));
        tryHold(cart(cart, "100", "300")).then().statusCode(200);
        clock.moveOn(Duration.ofMinutes(20));
        assertThat(points()).isEqualTo(700);
        clock.moveOn(Duration.ofMinutes(10));
        assertThat(points()).isEqualTo(1000);
    }

    @Test
    void everyHoldHasItsOwnExpiry() {
        for (int i = 1; i <= 5; i++) {
            tryHold(cart(cart + i, "100", Integer.toString(i))).then().statusCode(201);
            clock.moveOn(Duration.ofMinutes(10));
        }
        assertThat(points()).as("the first three are expired").isEqualTo(1000 - 4 - 5);
        clock.moveOn(Duration.ofMinutes(10));
        assertThat(points()).isEqualTo(1000 - 5);
    }

    @Test
    void theSweepExpiresHoldsOfInactiveCustomers() {
        hold(400);
        clock.moveOn(Duration.ofMinutes(30));

        sweeps.run(holds.sweep()).await().atMost(Duration.ofSeconds(30));
        sweeps.run(holds.sweep()).await().atMost(Duration.ofSeconds(30));

        assertThat(transactions()).isEqualTo(3);
    }

    /**
     * For each of many customers, a capture, a read and the sweep happen at about the expiry of the
     * hold.
     */
    @Test
    void aCaptureAtTheExpiryWinsOrLoses() {
        List<Checkout> checkouts = IntStream.range(0, CUSTOMERS).mapToObj(i -> new Checkout(newCustomer())).toList();
        Clients clients = new Clients(List.of(url));
        checkouts.forEach(checkout -> clients.change(0, checkout.customer, "add", ROUNDS, newKey()));
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            String round = cart + i;
            List<Instant> deadlines = clients.atOnce(CUSTOMERS, client -> checkouts.get(client).hold(clients, client, round));
            clock.moveTo(deadlines.get(random.nextInt(CUSTOMERS)).plusMillis(random.nextInt(-40, 5)));

            clients.atOnce(CUSTOMERS * 2 + 1, client -> client == CUSTOMERS * 2 ? Integer.valueOf(clearAway())
                    : client < CUSTOMERS ? Integer.valueOf(checkouts.get(client).capture(clients, client))
                            : Integer.valueOf((int) checkouts.get(client - CUSTOMERS).points()));

            clock.moveOn(Duration.ofSeconds(2));
            clients.atOnce(CUSTOMERS, client -> checkouts.get(client).assertOneOfBoth());
        }
        assertThat(checkouts).extracting(checkout -> checkout.captured).as("captured of %s", ROUNDS)
                .anySatisfy(captured -> assertThat(captured).isPositive())
                .anySatisfy(captured -> assertThat(captured).isLessThan(ROUNDS));
    }

    private int clearAway() {
        sweeps.run(holds.sweep()).await().atMost(Duration.ofSeconds(30));
        return 0;
    }

    /** A customer that places holds of one point, one after the other. */
    private static final class Checkout {

        private final String customer;
        private String id = "";
        private int answer;
        private long captured;

        Checkout(String customer) {
            this.customer = customer;
        }

        Instant hold(Clients clients, int client, String cart) {
            JsonNode hold = Json.parse(clients.post(client, Tokens.customer(customer), "/store/dust/holds", newKey(),
                    cart(cart, "100", "1")).body()).get("hold");
            id = hold.get("id").asText();
            return Instant.parse(hold.get("expires_at").asText());
        }

        int capture(Clients clients, int client) {
            answer = clients
                    .post(client, Tokens.staff(STAFF), "/admin/dust/" + customer + "/holds/" + id + "/capture", newKey(),
                            "{}")
                    .statusCode();
            return answer;
        }

        long points() {
            return as(Tokens.customer(customer)).get("/store/dust").jsonPath().getLong("points");
        }

        /** Each hold is either captured or expired. */
        boolean assertOneOfBoth() {
            String status = as(Tokens.customer(customer)).get("/store/dust/holds/{id}", id).jsonPath().getString("hold.status");
            assertThat(status).isEqualTo(answer == 200 ? "captured" : "expired");
            assertThat(answer).isIn(200, 409);
            captured += answer == 200 ? 1 : 0;
            assertThat(points()).isEqualTo(ROUNDS - captured);
            return true;
        }
    }
}
