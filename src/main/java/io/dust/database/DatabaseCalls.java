package io.dust.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/**
 * Every call of the database goes through here: the call is timed, and an outage is distinguished
 * from a bug.
 */
@ApplicationScoped
public class DatabaseCalls {

    /**
     * Longer than PostgreSQL's own time-outs, whose errors say more; for a database that does not
     * answer at all.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final int limit;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile long answeredAt = longAgo();

    DatabaseCalls(MeterRegistry registry, DatabaseSettings settings) {
        this.registry = registry;
        // The pool would log an error, with its stack, for each call that its queue has no room for.
        this.limit = settings.poolSize() + settings.poolQueue();
    }

    /** Whether the database has answered within this time. */
    public boolean hasAnsweredWithin(Duration time) {
        return System.nanoTime() - answeredAt < time.toNanos();
    }

    /**
     * Ends within a few seconds. After a failure the caller does not know whether the work was
     * done.
     *
     * @param operation the label in {@code dust_database_seconds}, which lasts from the request for
     *        a connection to the answer
     * @return the result of the work; an outage as {@link DatabaseUnavailable}, too many calls at
     *         once as {@link Overloaded}
     */
    public <T> Uni<T> call(String operation, Supplier<Uni<T>> work) {
        return callWithoutTimeout(operation, () -> work.get().ifNoItem().after(TIMEOUT).fail());
    }

    /** Like {@link #call}, for work that may take long. */
    public <T> Uni<T> callWithoutTimeout(String operation, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (calls.incrementAndGet() > limit) {
                calls.decrementAndGet();
                return Uni.createFrom().failure(new Overloaded());
            }
            return timed(operation, work).onTermination().invoke(calls::decrementAndGet);
        });
    }

    /** Like {@link #call}, for work that needs no connection of the pool. */
    public <T> Uni<T> callBesideThePool(String operation, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> timed(operation, () -> work.get().ifNoItem().after(TIMEOUT).fail()));
    }

    private <T> Uni<T> timed(String operation, Supplier<Uni<T>> work) {
        Timer.Sample sample = Timer.start(registry);
        long begin = System.nanoTime();
        return Uni.createFrom().<T> deferred(work::get)
                .onFailure().transform(DatabaseCalls::distinguished)
                .onTermination().invoke((item, failure, cancelled) -> {
                    sample.stop(registry.timer("dust.database", "operation", operation));
                    if (failure instanceof DatabaseUnavailable) {
                        forgetAnswersBefore(begin);
                    } else if (failure == null && !cancelled) {
                        answeredAt = System.nanoTime();
                    }
                });
    }

    private static Throwable distinguished(Throwable failure) {
        if (TransientErrors.isOverload(failure)) {
            return new Overloaded();
        }
        return TransientErrors.isOutage(failure) ? new DatabaseUnavailable(failure) : failure;
    }

    /** An answer to a later call is newer than the outage. */
    private void forgetAnswersBefore(long begin) {
        if (answeredAt - begin < 0) {
            answeredAt = longAgo();
        }
    }

    private static long longAgo() {
        return System.nanoTime() - Long.MAX_VALUE / 2;
    }
}
