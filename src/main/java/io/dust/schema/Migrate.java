package io.dust.schema;

import jakarta.enterprise.inject.Instance;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.QuarkusApplication;

/** {@code dust migrate}: migrates the database to the schema of this version, and exits. */
public class Migrate implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Migrate.class);

    /** Inactive in the process that serves. */
    private final Instance<Flyway> flyway;

    Migrate(@FlywayDataSource("migration") Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    @Override
    public int run(String... arguments) {
        MigrateResult result = flyway.get().migrate();
        LOG.infof("Migrations applied: %d; the schema is up to date", result.migrationsExecuted);
        return 0;
    }
}
