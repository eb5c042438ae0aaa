package io.dust.ledger;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is posted and how it ends. */
@ApplicationScoped
class LedgerMetrics {

    private final MeterRegistry registry;

    LedgerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code dust_postings_total}, by kind and {@link Answer#outcome()}, or {@code failed}. */
    void count(Intent intent, String outcome) {
        registry.counter("dust.postings", "kind", intent.label(), "outcome", outcome).increment();
    }
}
