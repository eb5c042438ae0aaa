package io.dust.command;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.enterprise.inject.Instance;

import org.flywaydb.core.Flyway;

import io.dust.database.DatabaseSettings;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.QuarkusApplication;

/** {@code dust groups} lists the groups, {@code dust groups move GROUP HOST:PORT} moves one. */
public class GroupCommand implements QuarkusApplication {

    private static final int WRONG_USAGE = 2;
    private static final int MOVE_ARGUMENTS = 3;

    /** Inactive in the process that serves. */
    private final Instance<Flyway> flyway;
    private final DatabaseSettings settings;

    GroupCommand(@FlywayDataSource("migration") Instance<Flyway> flyway, DatabaseSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    @Override
    public int run(String... arguments) throws SQLException {
        settings.check();
        try (Connection connection = flyway.get().getConfiguration().getDataSource().getConnection()) {
            if (arguments.length == 0) {
                GroupReport.of(connection, settings).forEach(System.out::println);
                return 0;
            }
            if (arguments.length == MOVE_ARGUMENTS && arguments[0].equals("move")) {
                System.out.println(GroupMove.of(arguments[1], arguments[2], settings).run(connection));
                return 0;
            }
        }
        System.err
                .println("Unknown arguments of groups: " + String.join(" ", arguments) + "; use none, or move GROUP HOST:PORT");
        return WRONG_USAGE;
    }
}
