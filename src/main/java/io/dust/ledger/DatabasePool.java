package io.dust.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * The connections of this instance. Nobody waits for one for long, nor many at once, and a connection on which nothing is
 * heard is closed: a network that swallows what is sent must not keep it for ever.
 */
@Singleton
public class DatabasePool implements PgPoolCreator {

    /** The lanes need six at the most; the rest are readers of histories, lists and the past. */
    private static final int WAITING_LIMIT = 128;

    private final Duration silence;
    private final AtomicReference<io.vertx.mutiny.sqlclient.@Nullable Pool> apart = new AtomicReference<>();

    /** @param silence longer than any statement may take; so long a connection is also kept that nobody needs */
    DatabasePool(@ConfigProperty(name = "dust.database.silence") Duration silence) {
        this.silence = silence;
    }

    @Override
    public Pool create(Input input) {
        apart.set(io.vertx.mutiny.sqlclient.Pool
                .newInstance(pool(input, PgConnectOptions::new, new PoolOptions().setMaxSize(1))));
        return pool(input, this::closedWhenSilent, input.poolOptions());
    }

    /**
     * Work that takes as long as it takes, in a transaction: on one connection beside the others, one at a time.
     *
     * @return what the work returns, as {@link io.vertx.mutiny.sqlclient.Pool#withTransaction} does
     */
    public <T> Uni<T> withTransactionApart(Function<SqlConnection, Uni<T>> work) {
        return Objects.requireNonNull(apart.get(), "The pool is made before anybody asks").withTransaction(work);
    }

    private PgConnectOptions closedWhenSilent(PgConnectOptions server) {
        PgConnectOptions options = new PgConnectOptions(server);
        options.setIdleTimeout((int) silence.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    private static Pool pool(Input input, UnaryOperator<PgConnectOptions> connections, PoolOptions limits) {
        List<SqlConnectOptions> servers = List.copyOf(input.pgConnectOptionsList().stream().map(connections).toList());
        return PgBuilder.pool().connectingTo(servers).using(input.vertx())
                .with(limits.setMaxWaitQueueSize(WAITING_LIMIT)
                        // As in a lane: their client is about to give up.
                        .setConnectionTimeout((int) Lane.AGE_LIMIT.toSeconds())
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .build();
    }
}
