package io.dust.schema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

import io.dust.dev.DevEnvironment;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Layout;
import io.dust.fixture.TestEnvironment;

/** The commands {@code serve} and {@code migrate}, each on a new database. */
class MigrateIT {

    @Test
    @EnabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "the jar migrates")
    void onlyTheJarMigrates() {
        DustProcess dust = DustProcess.run(Map.of(), "migrate");

        assertThat(dust.exitCode()).isEqualTo(2);
        assertThat(dust.output().strip())
                .isEqualTo("The native executable has no command migrate; use the jar: java -jar quarkus-run.jar migrate");
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void serveNeedsTheSchemaOfMigrate() throws SQLException {
        Map<String, String> database = createOwned("dust_migrate");

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
    void theOwnerOfTheTablesIsNotReady() throws SQLException {
        Map<String, String> database = createOwned("dust_owned");
        Database.migrate(database);
        Map<String, String> settings = TestEnvironment.settings(database);
        settings.putAll(database);

        try (DustProcess dust = DustProcess.startUnready(settings)) {
            given().get(dust.management().resolve("/q/health/ready")).then().statusCode(503)
                    .body("checks[0].data.reason", startsWith("The role of DUST_DATABASE_USER owns the tables"));
            assertThat(dust.output()).contains("The role of DUST_DATABASE_USER owns the tables of Dust or is a superuser,"
                    + " so Dust is not ready. Serve as the role of DUST_DATABASE_SERVE_ROLE, or set DUST_DATABASE_ALLOW_OWNER=true");
        }

        settings.put("dust.database.allow-owner", "true");
        try (DustProcess dust = DustProcess.start(settings)) {
            assertThat(dust.output()).doesNotContain("owns the tables");
        }
    }

    @Test
    void aSuperuserIsNotReady() {
        Map<String, String> settings = TestEnvironment.settings();
        settings.putAll(Layout.owner());

        try (DustProcess dust = DustProcess.startUnready(settings)) {
            given().get(dust.management().resolve("/q/health/ready")).then().statusCode(503);
        }
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void aRoleWithoutRightsDoesNotServe() throws SQLException {
        Map<String, String> database = createOwned("dust_without_rights");
        Map<String, String> migration = new HashMap<>(database);
        migration.put("dust.database.serve-role", "nobody_here");

        assertThat(DustProcess.run(migration, "migrate").output())
                .contains("There is no role nobody_here, so no rights are given; create it, and migrate again");

        DustProcess refused = DustProcess.run(TestEnvironment.settings(database));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("The role of DUST_DATABASE_USER has no rights on the tables of Dust."
                + " Run migrate as their owner, with this role in DUST_DATABASE_SERVE_ROLE");
    }

    /** The settings of a new database for its owner, a role of the same name without other rights. */
    private static Map<String, String> createOwned(String name) throws SQLException {
        Map<String, String> settings = Database.create(name);
        Database.execute(DevEnvironment.freshDatabase(),
                "create role %1$s login password '%1$s'; alter database %1$s owner to %1$s".formatted(name));
        settings.put("dust.database.user", name);
        settings.put("dust.database.password", name);
        return settings;
    }

    @Test
    void theNeededSchemaIsTheNewest() throws IOException {
        assertThat(newest("shared")).isEqualTo(SchemaState.NEEDED);
        assertThat(newest("group")).isEqualTo(SchemaState.NEEDED_BY_GROUP);
        assertThat(newest("plain")).isEqualTo(newest("citus"));
    }

    private static int newest(String folder) throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration", folder))) {
            return migrations.mapToInt(MigrateIT::version).max().orElseThrow();
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"));
    }
}
