package io.dust.batch;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.ledger.Command;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests by their results. */
@ApplicationScoped
class PostingMetrics {

    private final MeterRegistry registry;

    PostingMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@code dust_postings_total}, by kind and {@link io.dust.ledger.PostingResult#label()}, or
     * {@code failed}.
     */
    void count(Command command, String outcome) {
        registry.counter("dust.postings", "kind", command.label(), "outcome", outcome).increment();
    }
}
