package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import com.fasterxml.jackson.databind.JsonNode;

/** Random changes: the history alone must lead to the same balances. */
@QuarkusTest
class ReplayTest extends ApiTest {

    private static final int POSTINGS = 80;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void theHistoryExplainsEveryBalance() {
        List<Long> answered = new ArrayList<>();
        for (int i = 0; i < POSTINGS; i++) {
            var response = postSomething();
            if (response.statusCode() == 200) {
                answered.add(response.jsonPath().getLong("dust_point.points"));
            } else {
                assertThat(response.statusCode()).as("seed %d", seed).isIn(404, 409);
            }
        }

        List<JsonNode> oldestFirst = history();
        long points = 0;
        for (int i = 0; i < oldestFirst.size(); i++) {
            JsonNode transaction = oldestFirst.get(i);
            points += transaction.get("points").longValue();
            assertThat(transaction.get("version").longValue()).as("seed %d", seed).isEqualTo(i + 1L);
            assertThat(transaction.get("points_after").longValue()).as("seed %d", seed).isEqualTo(points)
                    .isEqualTo(answered.get(i));
            assertThat(pointsAsOf(transaction.get("recorded_at").textValue())).as("seed %d", seed).isEqualTo(points);
        }
        assertThat(oldestFirst).as("seed %d", seed).hasSameSizeAs(answered);
        assertThat(points()).as("seed %d", seed).isEqualTo(points);
    }

    private Response postSomething() {
        int points = 1 + random.nextInt(50);
        return switch (random.nextInt(5)) {
            case 0, 1 -> post("add", "{\"points\": %d, \"reason\": \"Random\"}".formatted(points));
            case 2 -> post("deduct", "{\"points\": %d, \"reason\": \"Random\"}".formatted(points));
            case 3 ->
                post("adjust", "{\"points\": %d, \"reason\": \"Random\"}".formatted(random.nextBoolean() ? points : -points));
            default -> post("transactions/%d/reverse".formatted(1 + random.nextInt(POSTINGS)), "{\"reason\": \"Random\"}");
        };
    }

    private List<JsonNode> history() {
        List<JsonNode> history = new ArrayList<>();
        Json.parse(asStaff().get("/admin/dust/{customer}/transactions?limit=100", customer).asString()).get("transactions")
                .forEach(history::add);
        Collections.reverse(history);
        return history;
    }

    private long pointsAsOf(String instant) {
        return asStaff().queryParam("as_of", instant).get("/admin/dust/{customer}", customer)
                .jsonPath().getLong("dust_point.points");
    }
}
