package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.dust.fixture.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that keeps its promises, unlike the tests' own, with {@link Workload}'s customers in
 * it.
 */
final class BenchPostgres implements AutoCloseable {

    /** Not in the folder for temporary files, which may be in memory, where fsync costs nothing. */
    private static final Path DATA = Path.of("target", "bench", "postgres").toAbsolutePath();
    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on",
            "full_page_writes", "on");
    private static final String MAX_CONNECTIONS = "200";

    private final EmbeddedPostgres server;

    BenchPostgres() {
        ProcessBuilder.Redirect discard = ProcessBuilder.Redirect.DISCARD;
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(DATA).setOutputRedirector(discard)
                .setErrorRedirector(discard).setServerConfig("max_connections", MAX_CONNECTIONS);
        DURABLE.forEach(builder::setServerConfig);
        try {
            Files.createDirectories(DATA);
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DURABLE.forEach(this::require);
        Database.migrate(settings());
        execute(read(Path.of("bench", "throughput", "customers.sql")));
        // Not the tables that are empty, of which PostgreSQL would then believe that they stay so: nobody does that when Dust is new.
        execute("vacuum analyze dust_point, dust_transaction, dust_request, bench_limit.dust_point, bench_limit.dust_transaction");
    }

    /** Dust's settings of it. */
    Map<String, String> settings() {
        return Map.of("dust.database.url", "postgresql://localhost:" + server.getPort() + "/postgres",
                "dust.database.user", "postgres",
                "dust.database.password", "postgres");
    }

    /** The same for PostgreSQL's own programs. */
    Map<String, String> environment() {
        return Map.of("PGHOST", "localhost", "PGPORT", Integer.toString(server.getPort()), "PGUSER", "postgres",
                "PGPASSWORD", "postgres", "PGDATABASE", "postgres");
    }

    String version() {
        return query("show server_version");
    }

    /** So that each run begins with as much to write whole again as the others. */
    void checkpoint() {
        execute("checkpoint");
    }

    long transactions() {
        return Long.parseLong(query("select count(*) from dust_transaction"));
    }

    /** Of all its processes, in seconds. */
    double cpu() {
        return CpuTime.ofFamily(Long.parseLong(read(DATA.resolve("postmaster.pid")).lines().findFirst().orElseThrow()));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(String setting, String value) {
        if (!query("show " + setting).equals(value)) {
            throw new IllegalStateException("PostgreSQL's " + setting + " is not " + value);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
