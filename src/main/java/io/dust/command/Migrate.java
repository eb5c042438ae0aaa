package io.dust.command;

import java.sql.SQLException;

import jakarta.enterprise.inject.Instance;

import org.flywaydb.core.Flyway;

import io.dust.database.DatabaseSettings;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.QuarkusApplication;

/**
 * {@code dust migrate}: migrates the database to the schema of this version, and exits. A group that
 * cannot be migrated does not stop the others; the next migrate goes on with it.
 */
public class Migrate implements QuarkusApplication {

    private static final int FAILED = 1;

    /** Inactive in the process that serves. */
    private final Instance<Flyway> flyway;
    private final DatabaseSettings settings;

    Migrate(@FlywayDataSource("migration") Instance<Flyway> flyway, DatabaseSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    @Override
    public int run(String... arguments) throws SQLException, InterruptedException {
        settings.check();
        return new Migrations(flyway.get().getConfiguration(), settings).run() ? 0 : FAILED;
    }
}
