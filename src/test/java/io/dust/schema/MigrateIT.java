package io.dust.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;

/** The commands {@code serve} and {@code migrate}, each on a new database. */
class MigrateIT {

    @Test
    @EnabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "the jar migrates")
    void onlyTheJarMigrates() {
        DustProcess dust = DustProcess.run(Map.of(), "migrate");

        assertThat(dust.exitCode()).isEqualTo(2);
        assertThat(dust.output().strip())
                .isEqualTo("The native executable cannot migrate; use the jar: java -jar quarkus-run.jar migrate");
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void serveNeedsTheSchemaOfMigrate() throws SQLException {
        Map<String, String> database = Database.create("dust_migrate");

        DustProcess refused = DustProcess.run(TestEnvironment.settings(database));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(
                "The database has schema version 0; this Dust needs " + SchemaState.NEEDED
                        + ". Run: java -jar quarkus-run.jar migrate");

        DustProcess migrated = DustProcess.run(database, "migrate");
        assertThat(migrated.exitCode()).as(migrated.output()).isZero();
        assertThat(migrated.output()).contains("Migrations applied: " + SchemaState.NEEDED)
                .doesNotContain("Listening on: http");

        DustProcess again = DustProcess.run(database, "migrate");
        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).contains("Migrations applied: 0");

        try (DustProcess serving = DustProcess.start(TestEnvironment.settings(database))) {
            assertThat(serving.output()).contains("Listening on: http");
        }
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void migrateReportsItsFailure() {
        DustProcess dust = DustProcess
                .run(Map.of("dust.database.url", "postgresql://localhost:" + DustProcess.freePort() + "/x",
                        "dust.database.user", "dust", "dust.database.password", "dust"), "migrate");

        assertThat(dust.exitCode()).isEqualTo(1);
        assertThat(dust.output().strip().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("Dust stops: ").contains("refused");
    }

    @Test
    void theNeededSchemaIsTheNewest() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(
                    migrations.filter(path -> path.getFileName().toString().startsWith("V")).mapToInt(MigrateIT::version).max())
                    .hasValue(SchemaState.NEEDED);
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"));
    }
}
