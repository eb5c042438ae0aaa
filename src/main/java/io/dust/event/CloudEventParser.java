package io.dust.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.dust.database.Text;
import io.dust.http.input.Instants;
import io.dust.http.json.StrictJson;
import io.dust.ledger.Rejection;
import io.dust.order.OrderReason;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

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

    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type");

    /** The beginning of the headers with attributes. */
    private static final String ATTRIBUTE = "ce-";

    private static final Logger LOG = Logger.getLogger(CloudEventParser.class);
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
            throw OrderReason.invalid("The event must be a JSON object.");
        }
        for (String attribute : ATTRIBUTES) {
            if (Objects.requireNonNullElse(event.path(attribute).textValue(), "").isBlank()) {
                throw OrderReason.invalid(attribute + " must be a text.");
            }
        }
        requireTime(event.path("time"));
        return parsed(() -> new ParsedEvent(FORMAT.deserialize(event.toString().getBytes(StandardCharsets.UTF_8)),
                event.path("data")));
    }

    private static ParsedEvent parsed(Supplier<ParsedEvent> parser) {
        try {
            return requireValid(parser.get());
        } catch (Rejection rejection) {
            throw rejection;
        } catch (RuntimeException e) {
            // The SDK throws many kinds of exceptions when attributes are missing or malformed.
            LOG.debugf(e, "An event is refused");
            throw OrderReason.invalid("The event is no CloudEvent 1.0: check specversion, id, source (a URI), type,"
                    + " time (RFC 3339), and the names of its other attributes.");
        }
    }

    private static void requireTime(JsonNode time) {
        if (!time.isMissingNode() && !time.isNull()
                && (!time.isTextual() || Instants.parse(time.textValue()).isEmpty())) {
            throw OrderReason.invalid("time must be a time in the form of RFC 3339, such as 2026-01-31T12:00:00Z.");
        }
    }

    /**
     * Parses an event whose attributes are headers.
     *
     * @throws Rejection unless it is an event
     */
    static ParsedEvent binary(Map<String, List<String>> headers, byte[] body) {
        headers.forEach(CloudEventParser::requireAttribute);
        return parsed(() -> parseBinary(headers, body));
    }

    private static void requireAttribute(String header, List<String> values) {
        String name = header.toLowerCase(Locale.ROOT);
        if (name.startsWith(ATTRIBUTE) && values.size() > 1) {
            throw OrderReason.invalid("The header " + name + " must occur once.");
        }
        if (name.equals(ATTRIBUTE + "time")) {
            requireTime(TextNode.valueOf(values.get(0)));
        }
    }

    /**
     * The events of a batch, each to be parsed by {@link #structured}.
     *
     * @throws Rejection unless the body is a batch within the limit
     */
    static List<Supplier<JsonNode>> batch(byte[] body) {
        List<Supplier<JsonNode>> events = StrictJson.elements(body, OrderReason.EVENT_INVALID)
                .orElseThrow(() -> OrderReason.invalid("The batch must be a JSON array of events."));
        if (events.size() > BATCH_LIMIT) {
            throw new Rejection(EventReason.BATCH_TOO_LARGE,
                    "The batch has " + events.size() + " events; at most " + BATCH_LIMIT + " are allowed.");
        }
        return events;
    }

    private static ParsedEvent parseBinary(Map<String, List<String>> headers, byte[] body) {
        CloudEvent event = HttpMessageFactory.createReader(each -> headers.forEach((name, values) -> values
                .forEach(value -> each.accept(name, value))), body).toEvent();
        return new ParsedEvent(event,
                event.getData() == null ? MissingNode.getInstance()
                        : StrictJson.parse(event.getData().toBytes(), OrderReason.EVENT_INVALID));
    }

    private static ParsedEvent requireValid(ParsedEvent parsed) {
        CloudEvent event = parsed.event();
        String source = event.getSource().toString();
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw OrderReason.invalid("specversion must be 1.0.");
        }
        String name = source + " " + event.getId();
        if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH || !Text.isPrintable(source, MAX_NAME_LENGTH)
                || !Text.isPrintable(event.getId(), MAX_NAME_LENGTH)) {
            throw OrderReason.invalid(
                    "id and source must be printable, and together at most " + MAX_NAME_LENGTH + " characters.");
        }
        if (event.getTime() != null && event.getTime().getYear() < FIRST_YEAR) {
            throw OrderReason.invalid("time must not be before the year " + FIRST_YEAR + ".");
        }
        return parsed;
    }

    private static boolean hasType(@Nullable String contentType, String expected) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(expected);
    }
}
