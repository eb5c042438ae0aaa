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
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a shop tells what has happened. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "What has happened in the shop; a signature, or a token with the role for events")
class EventResource {

    private final Sender sender;
    private final List<OrderEventHandler> handlers;
    private final EventMetrics metrics;

    EventResource(Sender sender, @All List<OrderEventHandler> handlers, EventMetrics metrics) {
        this.sender = sender;
        this.handlers = handlers;
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "receiveEvents", summary = "Take an event, or up to 100 as application/cloudevents-batch+json")
    @RequestBody(content = @Content(mediaType = "application/cloudevents+json", schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", description = "What became of it; of a batch, of each", content = @Content(schema = @Schema(oneOf = {
            EventOutcome.class, EventOutcomes.class })))
    public Uni<Object> receive(@Context HttpHeaders headers, byte[] body) {
        return sender.require(headers.getRequestHeaders(), body).flatMap(known -> take(headers, body));
    }

    private Uni<Object> take(HttpHeaders headers, byte[] body) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return EventReader.isBatch(contentType) ? takeAll(EventReader.batch(body)).map(EventOutcomes::new)
                : take(EventReader.read(headers.getRequestHeaders(), contentType, body)).map(outcome -> outcome);
    }

    /**
     * All at once: those of one customer are done in turn, whatever their order. When one of them fails, the others have taken
     * effect, and the batch is to be sent again.
     */
    private Uni<List<EventOutcome>> takeAll(List<JsonNode> events) {
        return events.isEmpty() ? Uni.createFrom().item(List.of()) : all(events.stream().map(this::takeOneOfSeveral).toList());
    }

    /** All that come of them, once all are done; or the first failure. */
    private static <T> Uni<List<T>> all(List<Uni<T>> unis) {
        return Uni.join().all(unis).andCollectFailures()
                .onFailure(CompositeException.class).transform(failures -> failures.getCauses().get(0));
    }

    private Uni<EventOutcome> takeOneOfSeveral(JsonNode event) {
        return Uni.createFrom().deferred(() -> take(EventReader.structured(event)))
                .onFailure(Rejection.class).recoverWithItem(refused -> EventOutcome.refused(refused.detail()))
                .onFailure(InvalidRequest.class).recoverWithItem(invalid -> EventOutcome.refused(invalid.detail()));
    }

    private Uni<EventOutcome> take(EventReader.Received received) {
        String type = received.event().getType();
        Optional<OrderEventType> known = OrderEventType.of(type);
        if (known.isEmpty()) {
            return Uni.createFrom().item(EventOutcome.ignored("Nothing follows from events of type " + type + "."));
        }
        return metrics.counted(known.get(), OrderReader.read(received.event(), known.get(), received.data())
                .map(event -> all(handlers.stream().flatMap(handler -> handler.handle(event).stream()).toList())
                        .map(EventOutcome::of))
                .orElseGet(() -> Uni.createFrom().item(EventOutcome.ignored("The order has no customer."))));
    }

    /** What became of each event of a batch, in its order. */
    @RegisterForReflection // As EventOutcome.
    record EventOutcomes(List<EventOutcome> outcomes) {
    }
}
