package io.dust.database;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * The connections of this instance. The queue for a connection is short, and a connection without
 * traffic is closed: a network that drops packets silently must not keep a connection for ever.
 */
@Singleton
public class DatabasePool implements PgPoolCreator {

    /** The longest time that work on the dedicated connection may take. */
    public static final Duration LONGEST_WORK = Duration.ofMinutes(10);

    private final DatabaseSettings settings;
    private final AtomicReference<io.vertx.mutiny.sqlclient.@Nullable Pool> dedicated = new AtomicReference<>();
    private final AtomicReference<io.vertx.mutiny.sqlclient.@Nullable Pool> probe = new AtomicReference<>();

    DatabasePool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        settings.check();
        dedicated.set(io.vertx.mutiny.sqlclient.Pool
                .newInstance(pool(input, server -> closedWhenIdle(server, LONGEST_WORK), new PoolOptions().setMaxSize(1))));
        probe.set(io.vertx.mutiny.sqlclient.Pool
                .newInstance(pool(input, server -> closedWhenIdle(server, settings.idleTimeout()),
                        new PoolOptions().setMaxSize(1))));
        return pool(input, server -> closedWhenIdle(server, settings.idleTimeout()), input.poolOptions());
    }

    /** A connection that no request uses, so that a busy pool is not taken for a missing database. */
    public io.vertx.mutiny.sqlclient.Pool probe() {
        return Objects.requireNonNull(probe.get(), "The pool is created before its first use");
    }

    /**
     * Does work that may take long, in a transaction on a connection of its own, one at a time.
     *
     * @return the result of the work, as {@link io.vertx.mutiny.sqlclient.Pool#withTransaction}
     *         does
     */
    public <T> Uni<T> withDedicatedTransaction(Function<SqlConnection, Uni<T>> work) {
        return Objects.requireNonNull(dedicated.get(), "The pool is created before its first use").withTransaction(work);
    }

    private PgConnectOptions closedWhenIdle(PgConnectOptions server, Duration time) {
        PgConnectOptions options = new PgConnectOptions(server);
        settings.schema().ifPresent(schema -> options.addProperty("search_path", schema));
        options.setIdleTimeout((int) time.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    private PgConnectOptions encrypted(PgConnectOptions options) {
        settings.ca().ifPresent(file -> options.setSslMode(SslMode.VERIFY_FULL)
                .setPemTrustOptions(new PemTrustOptions().addCertPath(file.toString()))
                .setHostnameVerificationAlgorithm("HTTPS"));
        return options;
    }

    private Pool pool(Input input, UnaryOperator<PgConnectOptions> connections, PoolOptions limits) {
        List<SqlConnectOptions> servers = List
                .copyOf(input.pgConnectOptionsList().stream().map(connections).map(this::encrypted).toList());
        return PgBuilder.pool().connectingTo(servers).using(input.vertx())
                .with(limits.setMaxWaitQueueSize(settings.poolQueue())
                        .setConnectionTimeout((int) settings.queueTimeout().toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .build();
    }
}
