package io.dust.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

import io.dust.database.DatabaseSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Migrates the schemas: the shared one, and one for each served group, several at a time. With one
 * group, that is one schema with all tables.
 */
public final class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);

    private static final int AT_ONCE = 4;

    private static final String SHARED = "db/migration/shared";
    private static final String GROUP = "db/migration/group";
    private static final String GUARDS = "db/migration/plain";
    private static final String GUARDS_ON_CITUS = "db/migration/citus";
    private static final String RIGHTS = "db/callback";

    /** Citus has the tables of such a schema on one node, where its "unsafe" triggers find all their rows. */
    private static final String ON_ONE_NODE = "set citus.enable_schema_based_sharding = on; set citus.enable_unsafe_triggers = on";
    private static final String ON_THE_COORDINATOR = "set citus.enable_schema_based_sharding = off";

    private static final String HAS_GROUPS = "select from pg_tables where schemaname = '%s' and tablename = 'dust_group'";
    private static final String HAS_OTHER_NUMBER = "select from %s.dust_group where groups <> %d";

    private static final String RECORD = """
            insert into %s.dust_group (number, groups, version, migrated_at) values (?, ?, ?, now())
            on conflict (number) do update set version = excluded.version, migrated_at = excluded.migrated_at""";

    private final Configuration base;
    private final DatabaseSettings settings;
    private final Set<Integer> behind = new ConcurrentSkipListSet<>();

    /** @param base knows the database and the placeholders */
    public Migrations(Configuration base, DatabaseSettings settings) {
        this.base = base;
        this.settings = settings;
    }

    /**
     * Migrates all.
     *
     * @return whether every served group is up to date; the log says which are not
     * @throws ConfigurationException when the database has another number of groups
     */
    public boolean run() throws SQLException, InterruptedException {
        boolean isCitus;
        try (Connection connection = base.getDataSource().getConnection()) {
            requireNumberOfGroups(connection);
            isCitus = Citus.isIn(connection);
        }
        if (settings.groups() == 1) {
            migrate(0, configuration(settings.sharedSchema(), SHARED, GROUP, GUARDS));
            return true;
        }
        FluentConfiguration shared = configuration(settings.sharedSchema(), SHARED);
        migrate(isCitus ? shared.initSql(ON_THE_COORDINATOR) : shared);
        return migrateGroups(isCitus);
    }

    private boolean migrateGroups(boolean isCitus) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            threads.invokeAll(settings.servedNumbers().stream().map(group -> migration(group, isCitus)).toList());
        } finally {
            threads.shutdown();
        }
        if (!behind.isEmpty()) {
            LOG.errorf("Groups that are behind: %s; run migrate again", behind);
        }
        return behind.isEmpty();
    }

    private Callable<Boolean> migration(int group, boolean isCitus) {
        return () -> {
            try {
                migrate(group, isCitus ? configuration(settings.schemaOf(group), GROUP, GUARDS_ON_CITUS).initSql(ON_ONE_NODE)
                        : configuration(settings.schemaOf(group), GROUP, GUARDS));
                return true;
            } catch (FlywayException | SQLException e) {
                LOG.errorf("Group %d: %s", group, e.getMessage());
                return behind.add(group);
            }
        };
    }

    private FluentConfiguration configuration(String schema, String... locations) {
        // The provider of Quarkus has the migrations of all locations.
        return Flyway.configure(base.getClassLoader()).configuration(base).resourceProvider(null).schemas(schema)
                .defaultSchema(schema).locations(Stream.concat(Stream.of(locations), Stream.of(RIGHTS)).toArray(String[]::new));
    }

    private void migrate(int group, FluentConfiguration configuration) throws SQLException {
        String version = migrate(configuration);
        try (Connection connection = base.getDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(RECORD.formatted(settings.sharedSchema()))) {
            statement.setInt(1, group);
            statement.setInt(2, settings.groups());
            statement.setInt(3, Integer.parseInt(version));
            statement.executeUpdate();
        }
    }

    /** The version of the schema then. */
    private static String migrate(FluentConfiguration configuration) {
        MigrateResult result = configuration.load().migrate();
        LOG.infof("Migrations applied: %d; the schema %s is up to date", result.migrationsExecuted, result.schemaName);
        return result.migrationsExecuted == 0 ? result.initialSchemaVersion : result.targetSchemaVersion;
    }

    private void requireNumberOfGroups(Connection connection) throws SQLException {
        String shared = settings.sharedSchema();
        if (hasRows(connection, HAS_GROUPS.formatted(shared))
                && hasRows(connection, HAS_OTHER_NUMBER.formatted(shared, settings.groups()))) {
            throw new ConfigurationException("DUST_DATABASE_GROUPS is " + settings.groups()
                    + "; the database has another number of groups, which docs/scaling.md says how to change");
        }
    }

    static boolean hasRows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
