package io.dust.adjust;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * Requests through a real PgBouncer in transaction mode, with fewer connections to PostgreSQL than
 * from Dust. CI installs PgBouncer; to run the test elsewhere: {@code ./mvnw verify
 * -Dexcluded.groups=image}.
 */
@QuarkusIntegrationTest
@Tag("pgbouncer")
class PgBouncerIT extends ConcurrencyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static Process pgbouncer;
    private static DustProcess dust;

    @BeforeAll
    static void startBehindPgBouncer() throws IOException {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        URI database = URI.create(settings.get("dust.database.url"));
        int port = DustProcess.freePort();
        pgbouncer = startPgBouncer(database, port);
        settings.put("dust.database.url", "postgresql://localhost:" + port + database.getPath());
        settings.put("dust.database.pgbouncer", "true");
        dust = DustProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        if (dust != null) {
            dust.close();
        }
        if (pgbouncer != null) {
            pgbouncer.destroy();
        }
    }

    @Override
    List<URI> instances() {
        return List.of(dust.url());
    }

    private static Process startPgBouncer(URI database, int port) throws IOException {
        Path folder = Files.createTempDirectory("pgbouncer",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path users = Files.writeString(folder.resolve("users.txt"), "\"%1$s\" \"%1$s\"\n".formatted(Database.SERVE_ROLE));
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"),
                """
                        [databases]
                        * = host=localhost port=%d
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = plain
                        auth_file = %s
                        pool_mode = transaction
                        default_pool_size = 4
                        ignore_startup_parameters = extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout,plan_cache_mode
                        """
                        .formatted(database.getPort(), port, users));
        // PgBouncer refuses to run as root.
        Process process = new ProcessBuilder("pgbouncer", "-u", "nobody", settings.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (!accepts(port)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(Files.readString(folder.resolve("log")));
            }
        }
        return process;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
