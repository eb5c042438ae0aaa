package io.dust.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.dust.database.Text;
import io.dust.ledger.Rejection;
import io.dust.order.ExactJson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Parses CloudEvents 1.0 in their HTTP forms: binary, structured, and a batch of structured events.
 */
final class CloudEventParser {

    static final int BATCH_LIMIT = 100;

    /** Of source and id together, which become the id of a request. */
    static final int MAX_NAME_LENGTH = 240;
    private static final int FIRST_YEAR = 2000;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private static final JsonFormat FORMAT = new JsonFormat();

    private CloudEventParser() {
    }

    /** @param data missing when the event has none */
    record ParsedEvent(CloudEvent event, JsonNode data) {
    }

    static boolean isBatch(@Nullable String contentType) {
        return hasType(contentType, BATCH);
    }

    static boolean isStructured(@Nullable String contentType) {
        return hasType(contentType, STRUCTURED);
    }

    /**
     * Parses a structured event, alone or of a batch.
     *
     * @throws Rejection unless it is an event
     */
    static ParsedEvent structured(JsonNode event) {
        if (!event.isObject()) {
            throw ExactJson.invalid("The event must be a JSON object.");
        }
        return parsed(() -> new ParsedEvent(FORMAT.deserialize(event.toString().getBytes(StandardCharsets.UTF_8)),
                event.path("data")));
    }

    private static ParsedEvent parsed(Supplier<ParsedEvent> parser) {
        try {
            return requireValid(parser.get());
        } catch (CloudEventRWException | EventDeserializationException | IllegalStateException | IllegalArgumentException e) {
            // The SDK throws these when attributes are missing or malformed.
            throw ExactJson.invalid(e.getCause() instanceof JsonProcessingException json ? json.getOriginalMessage()
                    : String.valueOf(e.getMessage()));
        }
    }

    /**
     * Parses an event whose attributes are headers.
     *
     * @throws Rejection unless it is an event
     */
    static ParsedEvent binary(Map<String, List<String>> headers, byte[] body) {
        return parsed(() -> parseBinary(headers, body));
    }

    /**
     * The events of a batch, each to be parsed by {@link #structured}.
     *
     * @throws Rejection unless the body is a batch within the limit
     */
    static List<JsonNode> batch(byte[] body) {
        JsonNode events = ExactJson.parse(body);
        if (!events.isArray()) {
            throw ExactJson.invalid("The batch must be a JSON array of events.");
        }
        if (events.size() > BATCH_LIMIT) {
            throw new Rejection(EventReason.BATCH_TOO_LARGE,
                    "The batch has " + events.size() + " events; at most " + BATCH_LIMIT + " are allowed.");
        }
        return StreamSupport.stream(events.spliterator(), false).toList();
    }

    private static ParsedEvent parseBinary(Map<String, List<String>> headers, byte[] body) {
        CloudEvent event = HttpMessageFactory.createReader(each -> headers.forEach((name, values) -> values
                .forEach(value -> each.accept(name, value))), body).toEvent();
        return new ParsedEvent(event,
                event.getData() == null ? MissingNode.getInstance() : ExactJson.parse(event.getData().toBytes()));
    }

    private static ParsedEvent requireValid(ParsedEvent parsed) {
        CloudEvent event = parsed.event();
        String source = event.getSource().toString();
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw ExactJson.invalid("specversion must be 1.0.");
        }
        if (event.getId().isBlank() || source.isBlank() || !Text.isPrintable(source + " " + event.getId(), MAX_NAME_LENGTH)) {
            throw ExactJson.invalid(
                    "id and source must not be empty, and together at most " + MAX_NAME_LENGTH + " printable characters.");
        }
        if (event.getTime() != null && event.getTime().getYear() < FIRST_YEAR) {
            throw ExactJson.invalid("time must not be before the year " + FIRST_YEAR + ".");
        }
        return parsed;
    }

    private static boolean hasType(@Nullable String contentType, String expected) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(expected);
    }
}
