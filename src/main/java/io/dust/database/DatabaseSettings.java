package io.dust.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The database, and how much work an instance gives it at a time: {@code DUST_DATABASE_…}. The
 * defaults were measured on two cores, see {@code docs/speed.md}.
 */
@ConfigMapping(prefix = "dust.database")
public interface DatabaseSettings {

    /** The {@code statement_timeout} in application.properties. */
    Duration STATEMENT_TIMEOUT = Duration.ofSeconds(8);

    /** A name that needs no quotes, and leaves room for the number of a group. */
    Pattern SCHEMA_NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    /** The URL of the PostgreSQL, such as {@code postgresql://host:5432/dust}. */
    Optional<String> url();

    /** The role that connects. For {@code migrate} it must own the database. */
    Optional<String> user();

    /** The role to which {@code migrate} gives the rights that {@code serve} needs. */
    @WithDefault("dust_serve")
    String serveRole();

    /** Whether {@code serve} is ready when its role owns the tables. */
    @WithDefault("false")
    boolean allowOwner();

    /** The password of the role. */
    Optional<String> password();

    /**
     * A file with the certificates of the authorities that sign PostgreSQL's certificate, in PEM.
     * With it, each connection is encrypted, and PostgreSQL's certificate and name are checked.
     */
    Optional<Path> ca();

    /** Whether a PgBouncer in transaction mode stands between Dust and PostgreSQL. */
    @WithDefault("false")
    boolean pgbouncer();

    /**
     * The schema of the shared tables, and of all tables if there is one group; {@code public} by
     * default. The groups of several are in schemas with this name and their number, such as {@code
     * dust_3}; {@code dust} by default.
     */
    Optional<String> schema();

    /**
     * In how many groups the customers are. It must stay the same: another number looks for customers
     * elsewhere.
     */
    @WithDefault("1")
    int groups();

    /** The groups that this instance serves, such as {@code 0-15,20}; all by default. */
    Optional<String> servedGroups();

    /**
     * PostgreSQL's {@code plan_cache_mode}: Citus needs {@code auto}, because it must see the values of
     * a statement to plan it.
     */
    @WithDefault("force_generic_plan")
    String planCacheMode();

    /**
     * The connections of one instance. All instances together need fewer than PostgreSQL's {@code
     * max_connections}.
     */
    @WithDefault("8")
    int poolSize();

    /** The most calls that may wait for a connection; further calls are refused. */
    @WithDefault("128")
    int poolQueue();

    /**
     * The time after which a connection without traffic is closed. It must exceed the time of every
     * statement.
     */
    @WithDefault("30s")
    Duration idleTimeout();

    /** How many batches change points at once, each on one connection. */
    @WithDefault("2")
    int writers();

    /** How many batches read balances at once, each on one connection. */
    @WithDefault("2")
    int readers();

    /** The most requests in one batch. */
    @WithDefault("128")
    int batchSize();

    /**
     * The most requests that wait or are under way for each writer and for each reader; further
     * requests are refused. A queue of one of several groups holds at most half as many.
     */
    @WithDefault("512")
    int queueSize();

    /** The longest time that a request waits in a queue or for a connection; then it is refused. */
    @WithDefault("3s")
    Duration queueTimeout();

    /** The name of the schema with the tables that belong to no group. */
    default String sharedSchema() {
        return schema().orElse("public");
    }

    /** The name of the schema of a group. */
    default String schemaOf(int group) {
        return groups() == 1 ? sharedSchema() : schema().orElse("dust") + "_" + group;
    }

    /**
     * The numbers of the served groups, in ascending order.
     *
     * @throws ConfigurationException when the text names none, or one that does not exist
     */
    default List<Integer> servedNumbers() {
        return servedGroups().map(text -> GroupNumbers.parse(text, groups()))
                .orElseGet(() -> IntStream.range(0, groups()).boxed().toList());
    }

    /**
     * Checks that the settings fit together.
     *
     * @throws ConfigurationException naming the variable that is wrong, and its least value
     */
    default void check() {
        if (ca().filter(file -> !Files.isReadable(file)).isPresent()) {
            throw new ConfigurationException(
                    "DUST_DATABASE_CA is " + ca().get() + "; it must be a readable file with certificates in PEM");
        }
        if (groups() < 1 || groups() > GroupNumbers.MOST) {
            throw new ConfigurationException(
                    "DUST_DATABASE_GROUPS is " + groups() + "; it must be between 1 and " + GroupNumbers.MOST);
        }
        servedNumbers();
        if (schema().filter(name -> !SCHEMA_NAME.matcher(name).matches()).isPresent()) {
            throw new ConfigurationException("DUST_DATABASE_SCHEMA is " + schema().get()
                    + "; it must be 1 to 50 small letters, digits and underscores, and begin with a letter");
        }
        requirePositive("DUST_DATABASE_WRITERS", writers());
        requirePositive("DUST_DATABASE_READERS", readers());
        requirePositive("DUST_DATABASE_BATCH_SIZE", batchSize());
        requirePositive("DUST_DATABASE_POOL_QUEUE", poolQueue());
        if (queueSize() < batchSize()) {
            throw new ConfigurationException("DUST_DATABASE_QUEUE_SIZE is " + queueSize()
                    + "; it must be at least DUST_DATABASE_BATCH_SIZE, which is " + batchSize());
        }
        if (queueTimeout().toSeconds() < 1) {
            throw new ConfigurationException(
                    "DUST_DATABASE_QUEUE_TIMEOUT is " + queueTimeout() + "; it must be at least 1 second");
        }
        if (idleTimeout().compareTo(STATEMENT_TIMEOUT) <= 0) {
            throw new ConfigurationException("DUST_DATABASE_IDLE_TIMEOUT is " + idleTimeout()
                    + "; it must be longer than " + STATEMENT_TIMEOUT + ", the time-out of a statement");
        }
        int needed = writers() + readers() + 1;
        if (poolSize() < needed) {
            throw new ConfigurationException("DUST_DATABASE_POOL_SIZE is " + poolSize() + "; " + writers() + " writers, "
                    + readers() + " readers and the other reads need at least " + needed);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new ConfigurationException(name + " is " + value + "; it must be at least 1");
        }
    }
}
