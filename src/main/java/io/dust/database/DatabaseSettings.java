package io.dust.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    /** The partitions that change points. Each works on one batch at a time, on one connection. */
    @WithDefault("2")
    int writers();

    /** The partitions that read balances. Each works on one batch at a time, on one connection. */
    @WithDefault("2")
    int readers();

    /** The most requests in one batch. */
    @WithDefault("128")
    int batchSize();

    /** The most requests that one partition queues or works on; further requests are refused. */
    @WithDefault("512")
    int queueSize();

    /** The longest time that a request waits in a queue or for a connection; then it is refused. */
    @WithDefault("3s")
    Duration queueTimeout();

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
