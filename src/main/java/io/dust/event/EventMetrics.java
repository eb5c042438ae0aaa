package io.dust.event;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.order.OrderEventType;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Counts events by type and outcome. */
@ApplicationScoped
class EventMetrics {

    private final MeterRegistry registry;

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code dust_events_total}, by type and outcome. */
    Uni<EventOutcome> counted(OrderEventType type, Uni<EventOutcome> event) {
        return event.onItem().invoke(done -> count(type, done.outcome()))
                .onFailure().invoke(() -> count(type, "failed"));
    }

    private void count(OrderEventType type, String outcome) {
        registry.counter("dust.events", "type", type.type(), "outcome", outcome).increment();
    }
}
