package io.dust.event;

import jakarta.inject.Singleton;

import io.cloudevents.CloudEvent;
import io.dust.event.refused.RefusedEvents;
import io.dust.ledger.Rejection;
import io.dust.order.OrderParser;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** Keeps refused events for staff, if they name their order. */
@Singleton
class EventRefusals {

    private final RefusedEvents events;

    EventRefusals(RefusedEvents events) {
        this.events = events;
    }

    /** Keeps an event whose order is refused. */
    Uni<Void> keep(CloudEventParser.ParsedEvent parsed, String reason, String detail) {
        CloudEvent event = parsed.event();
        return keep(parsed.data(), event.getSource().toString(), event.getId(), event.getType(), reason, detail);
    }

    /** Keeps an event whose own attributes are wrong. */
    Uni<Void> keep(JsonNode event, Rejection invalid) {
        return keep(event.path("data"), event.path("source").asText(""), event.path("id").asText(""),
                event.path("type").asText(""), invalid.reason().slug(), invalid.detail());
    }

    private Uni<Void> keep(JsonNode data, String source, String id, String type, String reason, String detail) {
        return OrderParser.id(data)
                .map(orderId -> events.keep(new RefusedEvents.Refused(OrderParser.customerId(data).orElse(""), orderId,
                        readable(source), readable(id), readable(type), reason, detail, data.toString())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** PostgreSQL keeps no text with the character 0, and no index a long one. */
    private static String readable(String text) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= CloudEventParser.MAX_NAME_LENGTH ? clean
                : clean.substring(0, CloudEventParser.MAX_NAME_LENGTH);
    }
}
