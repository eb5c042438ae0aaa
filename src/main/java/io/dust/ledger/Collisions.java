package io.dust.ledger;

import java.util.Set;

import io.vertx.pgclient.PgException;

/** Database transactions that failed because another one was faster, and succeed when they are tried again. */
final class Collisions {

    /**
     * A first change collides with another first change, then perhaps with its own repetition; after that the row is
     * there to be locked. The rest is for deadlocks and fail-overs.
     */
    static final int MAX_RETRIES = 5;

    private static final Set<String> KEYS = Set.of("dust_transaction_pkey", "dust_request_pkey",
            "dust_order_directory_pkey");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private Collisions() {
    }

    static boolean isCollision(Throwable failure) {
        return failure instanceof HeldPoints.Overdue || failure instanceof RowAppeared || failure instanceof Entangled
                || (failure instanceof PgException e && isCollision(e));
    }

    private static boolean isCollision(PgException e) {
        return switch (String.valueOf(e.getSqlState())) {
            case UNIQUE_VIOLATION -> KEYS.contains(e.getConstraint());
            case SERIALIZATION_FAILURE, DEADLOCK_DETECTED -> true;
            default -> false;
        };
    }

    /** A batch both reverses a transaction and considers a feature's row that may rest on it: alone, each sees the other. */
    static final class Entangled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Entangled() {
            super("A batch reverses a transaction on which a feature's row may rest", null, false, false);
        }
    }

    /** There was no row to lock, and now there is one: a request met its own repetition. */
    static final class RowAppeared extends RuntimeException {
        private static final long serialVersionUID = 1;

        RowAppeared() {
            super("The customer's row was written meanwhile", null, false, false);
        }
    }
}
