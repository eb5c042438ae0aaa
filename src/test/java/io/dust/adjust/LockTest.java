package io.dust.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Somebody holds a customer's lock and does not let go. */
@QuarkusTest
class LockTest extends ApiTest {

    @Test
    void whoWaitsTooLongIsToldToComeAgain() throws SQLException {
        change("add", 100);
        String key = newKey();
        String five = "{\"points\": 5, \"reason\": \"Test\"}";

        try (Connection connection = Database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from dust_point where customer_id = '" + customer + "' for update");
            CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> post("add", five, key));

            assertThat(points()).as("reading waits for nobody").isEqualTo(100);
            assertThat(waiting.join().statusCode()).isEqualTo(503);
            connection.rollback();
        }

        assertThat(post("add", five, key).statusCode()).isEqualTo(200);
        assertThat(points()).isEqualTo(105);
    }
}
