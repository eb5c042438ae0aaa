package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Clients;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Holds after a crash of Dust, and holds of customers who do not return. */
@QuarkusIntegrationTest
class HoldCrashIT extends CheckoutTest {

    private static final int CUSTOMERS = 150;

    private final FakeMedusa medusa = FakeMedusa.running();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aHoldWithoutAPromotionIsVoidedAndReported() throws Exception {
        int port = DustProcess.freePort();
        medusa.setMode(FakeMedusa.Mode.SLOW);
        try (DustProcess dust = DustProcess.start(settings("60s", "60s"), port)) {
            var answer = http.sendAsync(holdAt(dust.url()), HttpResponse.BodyHandlers.ofString());
            // The promotion is created, but Dust has no response yet.
            await(() -> medusa.promotionsOf(customer).stream().anyMatch(FakeMedusa.Promotion::active));
            assertThat(balance().getLong("held")).isEqualTo(250);
            dust.kill();
            assertThat(answer).failsWithin(TIMEOUT);
        }
        medusa.setMode(FakeMedusa.Mode.HEALTHY);

        try (DustProcess restarted = DustProcess.start(settings("60s", "1s"), port)) {
            await(() -> points() == 1000);
            await(() -> medusa.promotionsOf(customer).stream().noneMatch(FakeMedusa.Promotion::active));
            assertThat(restarted.output()).contains("was not created in time, so the hold is voided");
        }
    }

    @Test
    void severalInstancesExpireHolds() {
        List<String> customers = IntStream.range(0, CUSTOMERS).mapToObj(i -> newCustomer()).toList();
        try (DustProcess one = DustProcess.start(settings("3s", "60s"));
                DustProcess two = DustProcess.start(settings("3s", "60s"))) {
            Clients clients = new Clients(List.of(one.url(), two.url()));
            String staff = Tokens.staff(STAFF);
            customers.forEach(each -> {
                clients.change(0, each, "add", 1, newKey());
                assertThat(clients.post(1, staff, "/admin/dust/" + each + "/holds", newKey(), cart("c", "1", "1")).statusCode())
                        .isEqualTo(201);
            });

            // A read of the history does not expire holds, so the sweep did.
            customers.forEach(each -> await(() -> kinds(each).equals(List.of("HOLD_EXPIRE", "HOLD", "EARN"))));
        }
    }

    private static List<String> kinds(String customerId) {
        return asStaff().get("/admin/dust/{customer}/transactions", customerId).jsonPath().getList("transactions.kind");
    }

    private HttpRequest holdAt(URI dust) {
        return HttpRequest.newBuilder(dust.resolve("/store/dust/holds")).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Tokens.customer(customer)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(cart(cart, "100", "250"))).build();
    }

    private static Map<String, String> settings(String holdTime, String offerWithin) {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.putAll(Map.of("dust.medusa.url", FakeMedusa.url(), "dust.medusa.api-key", FakeMedusa.API_KEY,
                "dust.redeem.hold-time", holdTime, "dust.redeem.expire-every", "1s", "dust.redeem.discount-within",
                offerWithin));
        return settings;
    }
}
