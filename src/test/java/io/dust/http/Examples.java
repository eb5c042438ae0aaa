package io.dust.http;

import java.util.Iterator;
import java.util.UUID;

import io.dust.fixture.ApiDocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes valid values of the schemas in the API's document. */
final class Examples {

    static final String CURRENCY = "NZD";

    private Examples() {
    }

    /** A value of a schema, with all of its members. */
    static JsonNode of(String name, JsonNode reference) {
        JsonNode schema = ApiDocument.resolve(reference);
        if (schema.has("anyOf")) {
            return of(name, schema.get("anyOf").get(0));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).textValue() : type.asText("object")) {
            case "object" -> object(schema);
            case "array" -> JsonNodeFactory.instance.arrayNode().add(of(name, schema.get("items")));
            case "integer" -> JsonNodeFactory.instance.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
            case "number" -> JsonNodeFactory.instance.numberNode(10);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            default -> JsonNodeFactory.instance.textNode(text(name, schema.path("format").asText()));
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Iterator<String> names = schema.path("properties").fieldNames(); names.hasNext();) {
            String name = names.next();
            object.set(name, of(name, schema.get("properties").get(name)));
        }
        return object;
    }

    private static String text(String name, String format) {
        return switch (name) {
            case "currency_code" -> CURRENCY;
            case "time_zone" -> "UTC";
            case "valid_until" -> "2999-01-01T00:00:00Z";
            default -> format.equals("date-time") ? "2026-01-01T00:00:00Z"
                    : format.equals("uuid") ? UUID.randomUUID().toString() : "text";
        };
    }
}
