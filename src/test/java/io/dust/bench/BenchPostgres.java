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

/** A durable PostgreSQL, unlike that of the tests, with the customers of {@link Workload}. */
final class BenchPostgres implements AutoCloseable {

    /**
     * The folder for temporary files may be in memory, where fsync is free; this one is on the
     * disk.
     */
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
        // Empty tables are not analyzed: PostgreSQL would then plan for tables that stay empty.
        execute("vacuum analyze dust_point, dust_transaction, dust_request, bench_limit.dust_point, bench_limit.dust_transaction");
    }

    /** The settings of Dust for this database. */
    Map<String, String> settings() {
        return Map.of("dust.database.url", "postgresql://localhost:" + server.getPort() + "/postgres",
                "dust.database.user", "postgres",
                "dust.database.password", "postgres");
    }

    /** The settings of the programs of PostgreSQL for this database. */
    Map<String, String> environment() {
        return Map.of("PGHOST", "localhost", "PGPORT", Integer.toString(server.getPort()), "PGUSER", "postgres",
                "PGPASSWORD", "postgres", "PGDATABASE", "postgres");
    }

    String version() {
        return query("show server_version");
    }

    /** After a checkpoint, each run has the same number of full pages to write. */
    void checkpoint() {
        execute("checkpoint");
    }

    long transactions() {
        return Long.parseLong(query("select count(*) from dust_transaction"));
    }

    /** The CPU time of all processes of PostgreSQL in seconds. */
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
