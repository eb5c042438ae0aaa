package io.dust.event;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.dust.http.InvalidRequest;
import io.dust.ledger.Rejection;
import io.dust.order.OrderEventHandler;
import io.dust.order.OrderEventType;
import io.dust.order.OrderParser;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** The shop sends events about its orders. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "Events of the shop; needs a signature, or a token with the role for events")
class EventResource {

    private final EventAuthentication authentication;
    private final List<OrderEventHandler> handlers;
    private final EventMetrics metrics;

    EventResource(EventAuthentication authentication, @All List<OrderEventHandler> handlers, EventMetrics metrics) {
        this.authentication = authentication;
        this.handlers = handlers;
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "receiveEvents", summary = "Send an event, or up to 100 as application/cloudevents-batch+json")
    @RequestBody(content = @Content(mediaType = "application/cloudevents+json", schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", description = "The outcome of the event; of a batch, the outcomes of its events", content = @Content(schema = @Schema(oneOf = {
            EventOutcome.class, EventOutcomes.class })))
    public Uni<Object> receive(@Context HttpHeaders headers, byte[] body) {
        return authentication.authenticate(headers.getRequestHeaders(), body).flatMap(authenticated -> handle(headers, body));
    }

    private Uni<Object> handle(HttpHeaders headers, byte[] body) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return CloudEventParser.isBatch(contentType) ? handleAll(CloudEventParser.batch(body)).map(EventOutcomes::new)
                : handle(CloudEventParser.parse(headers.getRequestHeaders(), contentType, body)).map(outcome -> outcome);
    }

    /**
     * Handles all events of a batch at once; those of one customer are handled one after the other.
     * When one event fails, the others have taken effect, and the sender repeats the batch.
     */
    private Uni<List<EventOutcome>> handleAll(List<JsonNode> events) {
        return events.isEmpty() ? Uni.createFrom().item(List.of()) : all(events.stream().map(this::handleOneOfBatch).toList());
    }

    /** All results, when all are there; or the first failure. */
    private static <T> Uni<List<T>> all(List<Uni<T>> unis) {
        return Uni.join().all(unis).andCollectFailures()
                .onFailure(CompositeException.class).transform(failures -> failures.getCauses().get(0));
    }

    private Uni<EventOutcome> handleOneOfBatch(JsonNode event) {
        return Uni.createFrom().deferred(() -> handle(CloudEventParser.structured(event)))
                .onFailure(Rejection.class).recoverWithItem(refused -> EventOutcome.refused(refused.detail()))
                .onFailure(InvalidRequest.class).recoverWithItem(invalid -> EventOutcome.refused(invalid.detail()));
    }

    private Uni<EventOutcome> handle(CloudEventParser.ParsedEvent parsed) {
        String type = parsed.event().getType();
        Optional<OrderEventType> known = OrderEventType.of(type);
        if (known.isEmpty()) {
            return Uni.createFrom().item(EventOutcome.ignored("Events of type " + type + " change nothing."));
        }
        return metrics.counted(known.get(), OrderParser.parse(parsed.event(), known.get(), parsed.data())
                .map(event -> all(handlers.stream().flatMap(handler -> handler.handle(event).stream()).toList())
                        .map(EventOutcome::of))
                .orElseGet(() -> Uni.createFrom().item(EventOutcome.ignored("The order has no customer."))));
    }

    /** The outcomes of a batch, in the order of its events. */
    @RegisterForReflection // See EventOutcome.
    record EventOutcomes(List<EventOutcome> outcomes) {
    }
}
