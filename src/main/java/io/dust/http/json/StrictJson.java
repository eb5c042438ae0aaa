package io.dust.http.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.dust.database.Text;
import io.dust.http.InvalidRequest;
import io.dust.http.RequestReason;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * Reads JSON strictly. Bytes must be UTF-8, no member occurs twice, and no value is taken for one of
 * another type: 1.5, "5" and " " are not integers, and 5 is not a string.
 */
public final class StrictJson {

    private static final int MAX_LEVELS = 100;
    private static final int MAX_DIGITS = 1000;
    private static final int MAX_EXPONENT = 999_999_999;
    private static final ObjectMapper TREES = trees();

    private StrictJson() {
    }

    @SuppressWarnings("deprecation") // A mapper and a factory that exist have no other form of configuration.
    static void configure(ObjectMapper mapper) {
        mapper.getFactory().configure(JsonFactory.Feature.CHARSET_DETECTION, false)
                .setInputDecorator(new Utf8Check())
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS).maxNumberLength(MAX_DIGITS).build());
        mapper.configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        // By default, a blank string is an absent number.
        mapper.coercionConfigDefaults().setAcceptBlankAsEmpty(false)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.registerModule(StrictValues.module());
    }

    /** Every number stays as it is written: amounts of money must not become floating-point numbers. */
    private static ObjectMapper trees() {
        ObjectMapper mapper = new ObjectMapper();
        configure(mapper);
        mapper.setNodeFactory(new BoundedNumbers());
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    }

    /** The largest exponent that a number can have differs between versions of Java. */
    private static final class BoundedNumbers extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
                throw new ArithmeticException("The scale is " + number.scale());
            }
            return super.numberNode(number);
        }
    }

    /**
     * Parses the body of a request that must be an object.
     *
     * @throws Rejection unless the body is JSON
     * @throws InvalidRequest unless it is an object
     */
    public static JsonNode object(byte[] body) {
        JsonNode object = parse(body, RequestReason.BAD_REQUEST);
        if (!object.isObject()) {
            throw new InvalidRequest("body", "must be a JSON object");
        }
        return object;
    }

    /**
     * Parses a body.
     *
     * @param malformed the reason of the rejection when the body is not JSON
     * @return missing when the body is empty
     */
    public static JsonNode parse(byte[] body, Reason malformed) {
        try (JsonParser parser = TREES.createParser(body)) {
            JsonNode tree = tree(parser, malformed);
            requireEnd(parser, malformed);
            return tree;
        } catch (IOException e) {
            throw new Rejection(malformed, fault(e));
        }
    }

    /**
     * The elements of an array. An element that cannot be read does not affect the others: it throws
     * its rejection when it is asked for.
     *
     * @param malformed the reason of the rejection when the body, or an element, is not JSON
     * @return empty when the body is JSON but no array
     */
    public static Optional<List<Supplier<JsonNode>>> elements(byte[] body, Reason malformed) {
        try (JsonParser parser = TREES.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<Supplier<JsonNode>> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(element(parser, malformed));
            }
            requireEnd(parser, malformed);
            return Optional.of(elements);
        } catch (IOException e) {
            throw new Rejection(malformed, fault(e));
        }
    }

    private static Supplier<JsonNode> element(JsonParser parser, Reason malformed) throws IOException {
        int level = parser.getParsingContext().getNestingDepth() - (parser.currentToken().isStructStart() ? 1 : 0);
        try {
            JsonNode element = tree(parser, malformed);
            return () -> element;
        } catch (Rejection rejection) {
            while (parser.getParsingContext().getNestingDepth() > level) {
                parser.nextToken();
            }
            return () -> {
                throw rejection;
            };
        }
    }

    private static JsonNode tree(JsonParser parser, Reason malformed) throws IOException {
        try {
            JsonNode tree = TREES.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(parser);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Rejection(malformed,
                    "The body has a number with an exponent that is out of range" + place(parser.currentTokenLocation()) + ".");
        }
    }

    private static void requireEnd(JsonParser parser, Reason malformed) throws IOException {
        if (parser.nextToken() != null) {
            throw new Rejection(malformed, notJson(parser.currentTokenLocation()));
        }
    }

    /** What is wrong with a body, in a sentence that names the place. */
    public static String fault(IOException e) {
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return e instanceof StreamConstraintsException
                ? "The body exceeds a limit" + place(location) + ": at most " + MAX_LEVELS + " levels, and numbers of "
                        + MAX_DIGITS + " digits, are allowed."
                : notJson(location);
    }

    private static String notJson(@Nullable JsonLocation location) {
        return "The body is not valid JSON in UTF-8" + place(location) + ".";
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
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
    public static Optional<String> text(JsonNode object, String member, int maxLength) {
        return Optional.ofNullable(object.path(member).textValue()).filter(text -> Text.isPrintable(text, maxLength));
    }
}
