package io.dust.ledger;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;

/** Failures that are the database's, and pass. */
final class Outages {

    /**
     * Classes of SQLSTATE, as PostgreSQL's appendix A has them: connection, authorization, no such database, rolled back
     * after all retries, resources used up, object in use (a lock timed out), operator (shutting down, a statement timed
     * out).
     */
    private static final Set<String> CLASSES = Set.of("08", "28", "3D", "40", "53", "55", "57");
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";

    private Outages() {
    }

    /** As many wait for a connection as may. */
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

    /** Vert.x has no types of its own for a connection that was closed, and for a pool that is used up. */
    private static boolean isLost(Throwable cause) {
        return cause instanceof IOException || cause instanceof VertxException || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException || isFullPool(cause);
    }

    private static boolean isOutage(PgException e) {
        String state = String.valueOf(e.getSqlState());
        return state.equals(IDLE_IN_TRANSACTION_TIMEOUT) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }

    private static boolean isFullPool(Throwable cause) {
        return cause.getClass().getSimpleName().startsWith("NoStackTrace") && "Timeout".equals(cause.getMessage());
    }
}
