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

    private static final Set<String> KEYS = Set.of("dust_point_pkey", "dust_transaction_pkey", "dust_request_pkey");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private Collisions() {
    }

    static boolean isCollision(Throwable failure) {
        return failure instanceof PgException e && switch (String.valueOf(e.getSqlState())) {
            case UNIQUE_VIOLATION -> KEYS.contains(e.getConstraint());
            case SERIALIZATION_FAILURE, DEADLOCK_DETECTED -> true;
            default -> false;
        };
    }
}
