package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.fixture.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Random checkouts of a customer with several carts at once, against a model. */
@QuarkusTest
class CheckoutModelTest extends CheckoutTest {

    private static final int STEPS = 80;
    private static final int CARTS = 4;

    @Inject
    MovableClock clock;

    private final Map<String, Model> model = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private long points = 1000;
    private long spent;

    /** The expected state of a hold. */
    private static final class Model {
        String cart = "";
        String status = "held";
        long points;
        long captured;
        Instant expiresAt = Instant.EPOCH;
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void everyCheckoutMatchesTheModel(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            String what = step(random);
            expire();
            JsonPath now = balance();
            assertThat(List.of(now.getLong("points"), now.getLong("held"), now.getLong("lifetime_spent")))
                    .as("after step %s of seed %s: %s", i, seed, what)
                    .containsExactly(points, model.values().stream().filter(hold -> hold.status.equals("held"))
                            .mapToLong(hold -> hold.points).sum(), spent);
        }
        model.forEach((id, hold) -> {
            JsonPath seen = asCustomer().get("/store/dust/holds/{id}", id).jsonPath();
            assertThat(seen.getString("hold.status")).isEqualTo(hold.status);
            assertThat(seen.getLong("hold.captured")).isEqualTo(hold.captured);
            assertThat(seen.getLong("hold.points")).isEqualTo(hold.points);
        });
    }

    private String step(Random random) {
        int kind = random.nextInt(10);
        if (kind < 4 || ids.isEmpty()) {
            return reserve(cart + random.nextInt(CARTS), 1 + random.nextInt(500));
        }
        String id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(6)));
        if (kind < 6) {
            return end(id, "captured", 1 + random.nextInt(500));
        }
        if (kind < 8) {
            return end(id, "voided", 0);
        }
        Duration minutes = Duration.ofMinutes(random.nextInt(20));
        clock.moveOn(minutes);
        return "wait " + minutes;
    }

    private String reserve(String forCart, long wanted) {
        expire();
        Response answer = tryHold(cart(forCart, "100", Long.toString(wanted)));
        Model open = model.values().stream().filter(hold -> hold.status.equals("held") && hold.cart.equals(forCart)).findAny()
                .orElse(null);
        long before = open == null ? 0 : open.points;
        if (wanted > points + before) {
            assertThat(answer.statusCode()).isEqualTo(409);
            return "hold too many";
        }
        assertThat(answer.statusCode()).isEqualTo(open == null ? 201 : 200);
        Model hold = open == null ? new Model() : open;
        hold.cart = forCart;
        hold.points = wanted;
        hold.expiresAt = Instant.parse(answer.jsonPath().getString("hold.expires_at"));
        points -= wanted - before;
        String id = answer.jsonPath().getString("hold.id");
        if (open == null) {
            ids.add(id);
        }
        assertThat(model.put(id, hold)).isSameAs(open);
        return "hold " + wanted + " instead of " + before;
    }

    private String end(String id, String status, long captured) {
        expire();
        Model hold = model.get(id);
        Response answer = status.equals("captured") ? capture(id, "{\"points\": " + captured + "}") : voidHold(id);
        if (!hold.status.equals("held")) {
            boolean same = hold.status.equals(status) && hold.captured == captured;
            assertThat(answer.statusCode()).as(hold.status + " " + answer.asString()).isEqualTo(same ? 200 : 409);
            return status + " what had ended";
        }
        if (captured > hold.points) {
            assertThat(answer.statusCode()).isEqualTo(422);
            return "capture too many";
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        hold.status = status;
        hold.captured = captured;
        points += hold.points - captured;
        spent += captured;
        return status + " " + captured;
    }

    private void expire() {
        Instant now = clock.instant();
        model.values().stream().filter(hold -> hold.status.equals("held") && !now.isBefore(hold.expiresAt)).forEach(hold -> {
            hold.status = "expired";
            points += hold.points;
        });
    }
}
