package io.dust.database;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.dust.platform.PoolTimeout;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;

/** Distinguishes failures of the database that pass from bugs. */
final class TransientErrors {

    /**
     * Classes of SQLSTATE, by appendix A of PostgreSQL's manual: connection, authorization, no such
     * database, rolled back after all retries, insufficient resources, object in use (a lock timed
     * out), operator intervention (shutdown, statement timed out).
     */
    private static final Set<String> CLASSES = Set.of("08", "28", "3D", "40", "53", "55", "57");
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";

    private TransientErrors() {
    }

    /** Whether the queue for a connection is full. */
    static boolean isOverload(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException;
    }

    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException e ? isOutage(e) : isLost(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLost(Throwable cause) {
        return cause instanceof IOException || cause instanceof VertxException || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException || PoolTimeout.is(cause);
    }

    private static boolean isOutage(PgException e) {
        String state = String.valueOf(e.getSqlState());
        return state.equals(IDLE_IN_TRANSACTION_TIMEOUT) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
