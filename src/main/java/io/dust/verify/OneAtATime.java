package io.dust.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.ws.rs.ServiceUnavailableException;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** A check of the rules that this instance does for one request at a time. */
final class OneAtATime {

    private static final Logger LOG = Logger.getLogger(OneAtATime.class);

    private final Duration longest;
    private final AtomicBoolean isRunning = new AtomicBoolean();

    /** @param longest time of a check; then it fails, and another request has its turn */
    OneAtATime(Duration longest) {
        this.longest = longest;
    }

    /**
     * Starts the check when somebody waits for its result.
     *
     * @return the result; {@link ServiceUnavailableException} while the check runs for another
     *         request, or when it takes too long
     */
    <T> Uni<T> run(Supplier<Uni<T>> check) {
        return Uni.createFrom().deferred(() -> {
            if (!isRunning.compareAndSet(false, true)) {
                return Uni.createFrom().failure(new ServiceUnavailableException("This instance is checking the rules for"
                        + " another request; repeat the request when that one has its answer."));
            }
            Uni<T> result = Uni.createFrom().<T> deferred(check::get)
                    .ifNoItem().after(longest).failWith(() -> new ServiceUnavailableException(
                            "The check of the rules has taken too long and was stopped; check again at a quieter hour."))
                    .onTermination().invoke(() -> isRunning.set(false))
                    .memoize().indefinitely();
            // The database works on when the client leaves: the next check must not wait for its connection.
            result.subscribe().with(item -> LOG.debug("The check of the rules has ended"),
                    failure -> LOG.debug("The check of the rules has failed", failure));
            return result;
        });
    }
}
