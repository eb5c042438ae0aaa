package io.dust.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** SIGKILL under load: acknowledged requests count once, and the others can be sent again. */
@QuarkusIntegrationTest
class CrashIT extends ApiTest {

    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_KILL = 300;

    private final List<String> customers = IntStream.range(0, 4).mapToObj(i -> newCustomer()).toList();
    private final Map<String, String> customerByKey = new ConcurrentHashMap<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);

    @Test
    void everyAcknowledgedRequestSurvives() throws Exception {
        int port = DustProcess.freePort();
        try (DustProcess dust = DustProcess.start(TestEnvironment.settings(), port)) {
            Thread killer = DustProcess.onceEnough(enough, dust::kill);
            Clients clients = new Clients(List.of(dust.url()));
            clients.atOnce(CLIENTS, client -> addUntilItIsGone(clients, client));
            killer.join();
        }

        for (String key : acknowledged) {
            assertThat(Database.transactionsOfRequest(customerByKey.get(key), key)).as(key).isEqualTo(1);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
        assertThat(customerByKey).hasSizeGreaterThan(acknowledged.size());

        try (DustProcess restarted = DustProcess.start(TestEnvironment.settings(), port)) {
            Clients clients = new Clients(List.of(restarted.url()));
            customerByKey.forEach(
                    (key, customer) -> assertThat(clients.change(0, customer, "add", 1, key).statusCode()).isEqualTo(200));
        }
        everyKeyCountsOnce();
    }

    private boolean addUntilItIsGone(Clients clients, int client) {
        for (int i = 0;; i++) {
            String key = newKey();
            String to = customers.get((client + i) % customers.size());
            customerByKey.put(key, to);
            var answer = clients.tryChange(client, to, "add", 1, key);
            if (answer.isEmpty()) {
                return true;
            }
            assertThat(answer.get().statusCode()).isEqualTo(200);
            acknowledged.add(key);
            enough.countDown();
        }
    }

    private void everyKeyCountsOnce() throws SQLException {
        for (String each : customers) {
            long keys = customerByKey.values().stream().filter(each::equals).count();
            assertThat(Database.transactions(each)).isEqualTo(keys);
            assertThat(asStaff().get("/admin/dust/{customer}", each).jsonPath().getLong("dust_point.points")).isEqualTo(keys);
        }
    }
}
