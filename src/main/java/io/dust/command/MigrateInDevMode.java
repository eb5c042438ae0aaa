package io.dust.command;

import java.sql.SQLException;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.flywaydb.core.Flyway;

import io.dust.database.DatabaseSettings;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.StartupEvent;

/** Migrates at each start of dev mode, before the schema is checked. */
@Singleton
@IfBuildProfile("dev")
class MigrateInDevMode {

    void migrate(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event,
            @FlywayDataSource("migration") Flyway flyway, DatabaseSettings settings)
            throws SQLException, InterruptedException {
        if (!new Migrations(flyway.getConfiguration(), settings).run()) {
            throw new IllegalStateException("The database is not migrated");
        }
    }
}
