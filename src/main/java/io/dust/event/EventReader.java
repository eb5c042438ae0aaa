package io.dust.event;

import java.io.IOException;
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
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.ledger.Text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads CloudEvents 1.0 as HTTP brings them: binary, structured, or a batch of structured ones. */
final class EventReader {

    static final int BATCH_LIMIT = 100;

    /** Of source and id, so that an id of a request can be made of them. */
    private static final int MAX_NAME_LENGTH = 240;
    private static final int FIRST_YEAR = 2000;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    /** Reads every number as it is written: the SDK's own reader makes floating-point ones of them. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final JsonFormat FORMAT = new JsonFormat();

    private EventReader() {
    }

    /** An event with its data, which is missing when it has none. */
    record Received(CloudEvent event, JsonNode data) {
    }

    static boolean isBatch(@Nullable String contentType) {
        return hasType(contentType, BATCH);
    }

    /**
     * The event of a body that is no batch.
     *
     * @throws Rejection when it is none
     */
    static Received read(Map<String, List<String>> headers, @Nullable String contentType, byte[] body) {
        return hasType(contentType, STRUCTURED) ? structured(parse(body)) : received(() -> binary(headers, body));
    }

    /** An event of a body, or of a batch, that is {@link #STRUCTURED}. */
    static Received structured(JsonNode event) {
        if (!event.isObject()) {
            throw invalid("An event is a JSON object.");
        }
        return received(() -> new Received(FORMAT.deserialize(event.toString().getBytes(StandardCharsets.UTF_8)),
                event.path("data")));
    }

    private static Received received(Supplier<Received> reader) {
        try {
            return requireValid(reader.get());
        } catch (CloudEventRWException | EventDeserializationException | IllegalStateException | IllegalArgumentException e) {
            // What the SDK throws when attributes are missing or malformed.
            throw invalid(e.getCause() instanceof JsonProcessingException json ? json.getOriginalMessage()
                    : String.valueOf(e.getMessage()));
        }
    }

    /**
     * JSON with its numbers as they are written.
     *
     * @throws Rejection when it is none
     */
    static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw invalid("The body is not valid JSON: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
    }

    static Rejection invalid(String detail) {
        return new Rejection(Reason.EVENT_INVALID, detail + (detail.endsWith(".") ? "" : "."));
    }

    /**
     * The events of a batch, each still to be read as {@link #structured}.
     *
     * @throws Rejection when it is no batch, or has too many
     */
    static List<JsonNode> batch(byte[] body) {
        JsonNode events = parse(body);
        if (!events.isArray()) {
            throw invalid("A batch is a JSON array of events.");
        }
        if (events.size() > BATCH_LIMIT) {
            throw new Rejection(Reason.BATCH_TOO_LARGE,
                    "A batch may have " + BATCH_LIMIT + " events, but this one has " + events.size() + ".");
        }
        return StreamSupport.stream(events.spliterator(), false).toList();
    }

    private static Received binary(Map<String, List<String>> headers, byte[] body) {
        CloudEvent event = HttpMessageFactory.createReader(each -> headers.forEach((name, values) -> values
                .forEach(value -> each.accept(name, value))), body).toEvent();
        return new Received(event, event.getData() == null ? MissingNode.getInstance() : parse(event.getData().toBytes()));
    }

    private static Received requireValid(Received received) {
        CloudEvent event = received.event();
        String source = event.getSource().toString();
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw invalid("specversion must be 1.0.");
        }
        if (event.getId().isBlank() || source.isBlank() || !Text.isPrintable(source + " " + event.getId(), MAX_NAME_LENGTH)) {
            throw invalid(
                    "id and source must not be empty, and together at most " + MAX_NAME_LENGTH + " printable characters.");
        }
        if (event.getTime() != null && event.getTime().getYear() < FIRST_YEAR) {
            throw invalid("time must not be before the year " + FIRST_YEAR + ".");
        }
        return received;
    }

    private static boolean hasType(@Nullable String contentType, String expected) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(expected);
    }
}
