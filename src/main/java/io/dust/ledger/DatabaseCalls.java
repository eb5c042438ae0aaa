package io.dust.ledger;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Whatever waits for the database goes through here: it is timed, and an outage is told from a bug. */
@ApplicationScoped
public class DatabaseCalls {

    /** Longer than PostgreSQL's own time-outs, which tell more; it is for a database that does not answer at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeterRegistry registry;

    DatabaseCalls(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Does it within a few seconds or not at all, as far as the caller can know: what was sent may still happen.
     *
     * @param operation its name in {@code dust_database_seconds}, which lasts from asking for a connection to the answer
     * @return the same; an outage as {@link DatabaseUnavailable}, too many at once as {@link Overloaded}
     */
    public <T> Uni<T> call(String operation, Supplier<Uni<T>> work) {
        return patiently(operation, () -> work.get().ifNoItem().after(PATIENCE).fail());
    }

    /** The same for what may take as long as it takes. */
    public <T> Uni<T> patiently(String operation, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(registry);
            return work.get()
                    .onTermination().invoke(() -> sample.stop(registry.timer("dust.database", "operation", operation)))
                    .onFailure(Outages::isOverload).transform(busy -> new Overloaded())
                    .onFailure(Outages::isOutage).transform(DatabaseUnavailable::new);
        });
    }
}
