package io.dust.order;

import java.io.IOException;
import java.util.Optional;

import jakarta.ws.rs.BadRequestException;

import io.dust.database.Text;
import io.dust.http.InvalidRequest;
import io.dust.ledger.Rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads JSON with every number as it is written: amounts of money must not become floating-point
 * numbers.
 */
public final class ExactJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ExactJson() {
    }

    /**
     * Parses the body of a request that must be an object.
     *
     * @throws BadRequestException unless the body is JSON
     * @throws InvalidRequest unless it is an object
     */
    public static JsonNode object(byte[] body) {
        JsonNode object;
        try {
            object = MAPPER.readTree(body);
        } catch (IOException e) {
            throw new BadRequestException(e);
        }
        if (!object.isObject()) {
            throw new InvalidRequest("body", "must be a JSON object");
        }
        return object;
    }

    /**
     * Parses the body of an event.
     *
     * @throws Rejection unless the body is JSON
     */
    public static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw invalid("The body is not valid JSON: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
    }

    /**
     * The text in a member of an object.
     *
     * @throws InvalidRequest naming the member, unless it has 1 to so many printable characters
     */
    public static String requireText(JsonNode object, String member, int maxLength) {
        return text(object, member, maxLength).orElseThrow(
                () -> new InvalidRequest(member, "must be 1 to " + maxLength + " printable characters"));
    }

    /** The text in a member of an object; empty unless it has 1 to so many printable characters. */
    static Optional<String> text(JsonNode object, String member, int maxLength) {
        return Optional.ofNullable(object.path(member).textValue()).filter(text -> Text.isPrintable(text, maxLength));
    }

    /** The rejection of a body that is not what it must be. */
    public static Rejection invalid(String detail) {
        return new Rejection(OrderReason.EVENT_INVALID, detail + (detail.endsWith(".") ? "" : "."));
    }
}
