package io.dust.ledger;

import java.util.Locale;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Counts what is posted and how it ends, and times what waits for the database. */
@ApplicationScoped
class LedgerMetrics {

    private final MeterRegistry registry;

    LedgerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code dust_database_seconds}, by operation: from asking for a connection to the end of the database's answer. */
    <T> Uni<T> timed(String operation, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(registry);
            return work.get()
                    .onTermination().invoke(() -> sample.stop(registry.timer("dust.database", "operation", operation)));
        });
    }

    /** {@code dust_postings_total}, by kind and {@link Answer#outcome()}, or {@code failed}. */
    void count(Posting posting, String outcome) {
        String kind = posting.kind().name().toLowerCase(Locale.ROOT);
        registry.counter("dust.postings", "kind", kind, "outcome", outcome).increment();
    }
}
