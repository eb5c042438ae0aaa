package io.dust.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.dust.database.Groups;
import io.dust.event.order.OrderEvents;
import io.dust.http.InvalidRequest;
import io.dust.http.Roles;
import io.dust.http.json.StrictJson;
import io.dust.ledger.Rejection;
import io.dust.order.OrderEventType;
import io.dust.order.OrderParser;
import io.dust.order.OrderReason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** The shop sends events about its orders. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "Events of the shop; needs a signature, or a token with the role for events")
class EventResource {

    private final Groups groups;
    private final EventAuthentication authentication;
    private final OrderEvents orders;
    private final EventRefusals refusals;
    private final EventSettings settings;
    private final EventMetrics metrics;

    EventResource(Groups groups, EventAuthentication authentication, OrderEvents orders, EventRefusals refusals,
            EventSettings settings, EventMetrics metrics) {
        this.groups = groups;
        this.authentication = authentication;
        this.orders = orders;
        this.refusals = refusals;
        this.settings = settings;
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "receiveEvents", summary = "Send an event, or up to 100 as application/cloudevents-batch+json")
    @SecurityRequirement(name = "signature")
    @SecurityRequirement(name = "token", scopes = Roles.EVENTS)
    @Parameter(name = "webhook-id", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "The id of the message, with a signature")
    @Parameter(name = "webhook-timestamp", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.INTEGER), description = "Seconds since 1970, with a signature")
    @Parameter(name = "ce-specversion", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "1.0, with the data of an event as the body and a token; so are the other headers ce-…")
    @Parameter(name = "ce-id", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "ce-source", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "ce-type", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "ce-time", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/cloudevents+json", schema = @Schema(implementation = StructuredEvent.class)),
            @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(type = SchemaType.ARRAY, maxItems = 100, implementation = StructuredEvent.class)),
            @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT, description = "The data of an event, with its attributes as headers and a token")) })
    @APIResponse(responseCode = "200", description = "The outcome of the event; of a batch, the outcomes of its events", content = @Content(schema = @Schema(oneOf = {
            EventOutcome.class, EventOutcomes.class })))
    public Uni<Object> receive(@Context HttpHeaders headers, byte[] body) {
        return authentication.authenticate(headers.getRequestHeaders(), body).flatMap(authenticated -> handle(headers, body));
    }

    private Uni<Object> handle(HttpHeaders headers, byte[] body) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (CloudEventParser.isBatch(contentType)) {
            return handleAll(CloudEventParser.batch(body)).map(EventOutcomes::new);
        }
        return (CloudEventParser.isStructured(contentType) ? handle(StrictJson.parse(body, OrderReason.EVENT_INVALID))
                : handleBinary(headers.getRequestHeaders(), body)).map(outcome -> outcome);
    }

    /** The attributes of a binary event are headers, which no signature covers. */
    private Uni<EventOutcome> handleBinary(Map<String, List<String>> headers, byte[] body) {
        if (headers.containsKey(Signatures.HEADER) && !settings.signedBinary()) {
            throw OrderReason.invalid("A signed event must be application/cloudevents+json or -batch+json,"
                    + " because the signature does not cover the headers of a binary event.");
        }
        return handle(CloudEventParser.binary(headers, body));
    }

    /**
     * Handles all events of a batch at once; those of one customer are handled one after the other.
     * When one event fails, the others have taken effect, and the sender repeats the batch.
     */
    private Uni<List<EventOutcome>> handleAll(List<Supplier<JsonNode>> events) {
        return events.isEmpty() ? Uni.createFrom().item(List.of()) : all(events.stream().map(this::handleOneOfBatch).toList());
    }

    /** All results, when all are there; or the first failure. */
    private static <T> Uni<List<T>> all(List<Uni<T>> unis) {
        return Uni.join().all(unis).andCollectFailures()
                .onFailure(CompositeException.class).transform(failures -> failures.getCauses().get(0));
    }

    private Uni<EventOutcome> handleOneOfBatch(Supplier<JsonNode> event) {
        return Uni.createFrom().deferred(() -> handle(event.get()))
                .onFailure(Rejection.class).recoverWithItem(refused -> EventOutcome.refused(refused.detail()))
                .onFailure(InvalidRequest.class).recoverWithItem(invalid -> EventOutcome.refused(invalid.detail()));
    }

    /** Handles an event that its body describes completely. */
    private Uni<EventOutcome> handle(JsonNode event) {
        try {
            return handle(CloudEventParser.structured(event));
        } catch (Rejection invalid) {
            return refusals.keep(event, invalid).flatMap(done -> Uni.createFrom().failure(invalid));
        }
    }

    private Uni<EventOutcome> handle(CloudEventParser.ParsedEvent parsed) {
        String type = parsed.event().getType();
        Optional<OrderEventType> known = OrderEventType.of(type);
        if (known.isEmpty()) {
            return Uni.createFrom().item(EventOutcome.ignored("Events of type " + type + " change nothing."));
        }
        OrderParser.customerId(parsed.data()).ifPresent(groups::requireServed);
        return metrics.counted(known.get(), Uni.createFrom().deferred(() -> handle(known.get(), parsed))
                .onFailure(Rejection.class).call(refused -> refusals.keep(parsed, refused.reason().slug(), refused.detail()))
                .onFailure(InvalidRequest.class)
                .call(invalid -> refusals.keep(parsed, EventReason.INVALID_REQUEST, invalid.detail())));
    }

    private Uni<EventOutcome> handle(OrderEventType type, CloudEventParser.ParsedEvent parsed) {
        return OrderParser.parse(parsed.event(), type, parsed.data(), settings.orderIds())
                .map(event -> orders.handle(event).map(results -> EventOutcome.of(results, event.notes())))
                .orElseGet(() -> Uni.createFrom().item(EventOutcome.ignored("The order has no customer.")));
    }

    /** An event in JSON, as the description of the API shows it. */
    @Schema(type = SchemaType.OBJECT, requiredProperties = { "specversion", "id", "source", "type" }, properties = {
            @SchemaProperty(name = "specversion", type = SchemaType.STRING, description = "1.0"),
            @SchemaProperty(name = "id", type = SchemaType.STRING),
            @SchemaProperty(name = "source", type = SchemaType.STRING, format = "uri-reference"),
            @SchemaProperty(name = "type", type = SchemaType.STRING),
            @SchemaProperty(name = "time", type = SchemaType.STRING, format = "date-time"),
            @SchemaProperty(name = "data", type = SchemaType.OBJECT, description = "The order") })
    private interface StructuredEvent {
    }

    /** The outcomes of a batch, in the order of its events. */
    @RegisterForReflection // See EventOutcome.
    record EventOutcomes(List<EventOutcome> outcomes) {
    }
}
