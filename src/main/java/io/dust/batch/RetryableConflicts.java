package io.dust.batch;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.dust.ledger.StateTable;
import io.vertx.pgclient.PgException;

/**
 * Recognizes database transactions that failed because another one was faster, and that succeed
 * when they are repeated.
 */
final class RetryableConflicts {

    /**
     * A first change collides with another first change, then perhaps with its own repetition;
     * after that there is a row to lock. The other retries are for deadlocks and fail-overs.
     */
    static final int MAX_RETRIES = 5;

    private static final Set<String> KEYS = Set.of("dust_transaction_pkey", "dust_request_pkey",
            "dust_request_leads_on");
    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"(\\w+?)(?:_\\d+)?\"");
    private static final String UNIQUE_VIOLATION = "23505";
    /** What Citus makes of a refusal while it copies rows to a shard. */
    private static final String INTERNAL_ERROR = "XX000";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private final Set<String> keys;

    RetryableConflicts(List<StateTable<?, ?>> tables) {
        this.keys = Stream.concat(KEYS.stream(), tables.stream().flatMap(table -> table.uniqueKeys().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isRetryable(Throwable failure) {
        return failure instanceof ExpiredHoldsFound || failure instanceof ConcurrentInsert || failure instanceof BatchConflict
                || (failure instanceof PgException e && isRetryable(e));
    }

    private boolean isRetryable(PgException e) {
        return switch (String.valueOf(e.getSqlState())) {
            case UNIQUE_VIOLATION, INTERNAL_ERROR -> keys.contains(constraint(e));
            case SERIALIZATION_FAILURE, DEADLOCK_DETECTED -> true;
            default -> false;
        };
    }

    /** Citus names the constraint in the message only, with the number of its shard. */
    private static String constraint(PgException e) {
        if (e.getConstraint() != null) {
            return e.getConstraint();
        }
        Matcher named = CONSTRAINT.matcher(String.valueOf(e.getErrorMessage()));
        return named.find() ? named.group(1) : "";
    }

    /**
     * A batch reverses a transaction, and also reads a state that may depend on that transaction:
     * each must be done alone.
     */
    static final class BatchConflict extends RuntimeException {
        private static final long serialVersionUID = 1;

        BatchConflict() {
            super("A batch reverses a transaction on which a feature's state may depend", null, false, false);
        }
    }

    /** There was no account to lock, and now there is one: a request met its own repetition. */
    static final class ConcurrentInsert extends RuntimeException {
        private static final long serialVersionUID = 1;

        ConcurrentInsert() {
            super("Another transaction has created the account", null, false, false);
        }
    }
}
