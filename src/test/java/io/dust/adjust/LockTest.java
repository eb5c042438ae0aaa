package io.dust.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Another transaction holds the lock of a customer. */
@QuarkusTest
class LockTest extends ApiTest {

    @Test
    void aRequestThatWaitsTooLongGets503() throws SQLException {
        change("add", 100);
        String key = newKey();
        String five = "{\"points\": 5, \"reason\": \"Test\"}";

        try (Connection holder = Database.holdRow(customer)) {
            CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> post("add", five, key));

            assertThat(points()).as("a read waits for no lock").isEqualTo(100);
            assertThat(waiting.join().statusCode()).isEqualTo(503);
            holder.rollback();
        }

        assertThat(post("add", five, key).statusCode()).isEqualTo(200);
        assertThat(points()).isEqualTo(105);
    }

    @Test
    void otherCustomersAreNotBlocked() throws SQLException {
        change("add", 100);
        Function<String, Integer> addOne = someone -> post(someone, "add", "{\"points\": 1, \"reason\": \"Test\"}", newKey())
                .statusCode();

        try (Connection holder = Database.holdRow(customer)) {
            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> addOne.apply(customer));
            Database.awaitWaitingForLock(waiting);

            // There are more customers than partitions, so some share a partition.
            var others = Stream.generate(ApiTest::newCustomer).limit(20)
                    .map(other -> CompletableFuture.supplyAsync(() -> addOne.apply(other))).toList();

            assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(200));
            assertThat(waiting.join()).isEqualTo(503);
            holder.rollback();
        }
    }
}
