package io.dust.schema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.Certificates;
import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Connections to a PostgreSQL with a certificate of an authority of its own. */
class DatabaseTlsIT {

    private static final String ENCRYPTED = """
            select bool_and(ssl) from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'dust_serve'""";

    @TempDir
    Path folder;

    private Certificates certificates;

    @BeforeEach
    void makeCertificates() throws Exception {
        certificates = Certificates.create(Files.createDirectory(folder.resolve("certificates")), "localhost");
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void migrateChecksTheCertificate() throws Exception {
        try (EmbeddedPostgres server = start()) {
            Map<String, String> owner = settings(server, certificates.authority());
            assertThat(DustProcess.run(owner, "migrate").output()).contains("Migrations applied: " + SchemaState.NEEDED);

            Path other = Certificates.create(Files.createDirectory(folder.resolve("other")), "localhost").authority();
            DustProcess refused = DustProcess.run(settings(server, other), "migrate");
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        }
    }

    @Test
    void serveChecksTheCertificate() throws Exception {
        try (EmbeddedPostgres server = start()) {
            Map<String, String> owner = settings(server, certificates.authority());
            Database.migrate(owner);
            try (DustProcess dust = DustProcess.start(TestEnvironment.settings(owner));
                    Connection connection = Database.connect(owner);
                    Statement statement = connection.createStatement()) {
                assertThat(new Clients(List.of(dust.url())).change(0, "cus_1", "add", 7, "key-1").statusCode()).isEqualTo(200);
                ResultSet rows = statement.executeQuery(ENCRYPTED);
                rows.next();
                assertThat(rows.getBoolean(1)).isTrue();
            }

            Path other = Certificates.create(Files.createDirectory(folder.resolve("other")), "localhost").authority();
            assertNotReady(TestEnvironment.settings(settings(server, other)));
            Map<String, String> otherName = TestEnvironment.settings(owner);
            otherName.compute("dust.database.url", (key, url) -> url.replace("localhost", "127.0.0.1"));
            assertNotReady(otherName);
        }
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Map<String, String> settings = TestEnvironment.settings();
        settings.put("dust.database.ca", "/nowhere/ca.pem");

        DustProcess refused = DustProcess.run(settings);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("DUST_DATABASE_CA is /nowhere/ca.pem; it must be a readable file with certificates in PEM");
    }

    private static void assertNotReady(Map<String, String> settings) {
        try (DustProcess dust = DustProcess.startUnready(settings)) {
            assertThat(given().get(dust.management().resolve("/q/health/ready")).statusCode()).as(dust.output()).isEqualTo(503);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setDataDirectory(folder.resolve("data")).setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificates.certificate().toString())
                .setServerConfig("ssl_key_file", certificates.key().toString()).start();
    }

    private static Map<String, String> settings(EmbeddedPostgres server, Path authority) {
        Map<String, String> settings = new HashMap<>(
                Map.of("dust.database.user", "postgres", "dust.database.password", "postgres"));
        settings.put("dust.database.url", "postgresql://localhost:" + server.getPort() + "/postgres");
        settings.put("dust.database.ca", authority.toString());
        return settings;
    }
}
