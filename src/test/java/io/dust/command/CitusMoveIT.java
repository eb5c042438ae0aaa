package io.dust.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Layout;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** A group moves to each worker of Citus while its customers change. */
@QuarkusIntegrationTest
@EnabledIf(value = "io.dust.fixture.Layout#isCitus", disabledReason = "there is no Citus; -Dcitus.url names one")
@DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar has the command")
class CitusMoveIT extends ApiTest {

    private static final int CLIENTS = 8;
    private static final int CHANGES = 300;

    @TestHTTPResource
    URI url;

    @Test
    void everyChangeCountsOnceWhileTheGroupMoves() throws Exception {
        change("add", 1);
        Clients clients = new Clients(List.of(url));
        CompletableFuture<Void> moves = CompletableFuture.runAsync(() -> workers().forEach(CitusMoveIT::move));

        clients.atOnce(CLIENTS, client -> IntStream.range(0, CHANGES)
                .mapToObj(i -> addUntilItSucceeds(clients, client, newKey())).toList());
        moves.get(1, TimeUnit.MINUTES);

        assertThat(points()).isEqualTo(1 + CLIENTS * CHANGES);
        assertThat(Database.transactions(customer)).isEqualTo(1 + CLIENTS * CHANGES);
    }

    /** The number of attempts. */
    private int addUntilItSucceeds(Clients clients, int client, String key) {
        int attempts = 1;
        for (int status = 0; status != 200; attempts++) {
            status = clients.change(client, customer, "add", 1, key).statusCode();
            assertThat(status).isIn(200, 503);
            assertThat(attempts).isLessThan(100);
        }
        return attempts;
    }

    private static void move(String worker) {
        IntStream.range(0, 4).forEach(group -> assertThat(DustProcess
                .run(Layout.owner(), "groups", "move", Integer.toString(group), worker).output())
                .containsAnyOf("with all its guards", "to the same node"));
    }

    private static List<String> workers() {
        try (Connection connection = Database.connect();
                ResultSet row = connection.createStatement().executeQuery(
                        "select array_agg(node_name || ':' || node_port) from citus_get_active_worker_nodes()")) {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
