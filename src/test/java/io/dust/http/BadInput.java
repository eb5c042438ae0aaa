package io.dust.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.dust.fixture.ApiDocument.Operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes wrong and odd requests of a valid one, the same for the same seed. */
final class BadInput {

    /** A request; the target has the path and the query. */
    record Request(String change, String method, String target, List<String> headers, byte[] body) {

        String path() {
            return target.split("\\?", 2)[0];
        }
    }

    private static final String HERE = "@here@";
    private static final String DEEP = "[".repeat(3000) + "]".repeat(3000);
    private static final String LONG = "x".repeat(20_000);

    /** JSON values; a character above 255 stands for itself, and those of {@link #BYTES} for bytes. */
    private static final List<String> VALUES = List.of("null", "true", "false", "0", "-0", "-1", "1.5", "5.0", "1e2", "1e400",
            "-1e400", "1e2147483648", "1e-2147483648", "1E+99999999999", "9".repeat(500), "9007199254740991",
            "9007199254740992", "9223372036854775807", "9223372036854775808", "NaN", "Infinity", "+5", "05", "0x10", "٣",
            "\"\"", "\" \"", "\"\\t\"", "\"\\u0000\"", "\"\\n\"", "\"5\"", "\"5.\"", "\".5\"", "\"1e1\"", "\"+5\"", "\"-5\"",
            "\"٣\"",
            "\"1e2147483648\"", "\"NaN\"", "\"true\"", "\"null\"", "\"\\u00a0\"", "\"\\u200b\"", "\"\\u3164\"",
            "\"\\u202eabc\"",
            "\"\\ud800\"", "\"\\udc00x\"", "\"\\uffff\"", "\"\\ufffd\"", "\"\\ud83d\\ude00\"", "\"eur\"", "\"ſek\"", "\"XAU\"",
            "\"XXX\"",
            "\"2026-02-30T00:00:00Z\"", "\"+1000000000-12-31T23:59:59Z\"", "\"0000-01-01T00:00:00Z\"", "\"now\"", "\"Z\"",
            "\"' or 1=1 --\"", "\"${jndi:ldap://x}\"", "\"../..\"", "\"<script>\"", "\"\\", "\"", "", "{", "[", "{}", "[]",
            "[1]", "[null]",
            "[[]]", "{\"a\":1}", "{\"a\":1,\"a\":2}", "{\"\":0}", "{\"points\":{}}", "\"" + LONG + "\"", DEEP,
            "{\"a\":".repeat(2000) + "1",
            "'x'", "/* x */ 1", "undefined", "\"\uE0C0\uE080\"", "\"\uE0FF\"", "\"\uE0ED\uE0A0\uE080\"", "\uE0FE\uE0FF",
            "\"\u0001\"");

    /** Without dot segments, which make the path one of another operation. */
    private static final List<String> SEGMENTS = List.of("%00", "%2F", ";x", "a;b", "%3B", "%FF", "%C0%80",
            "%",
            "%zz", "%E2%80%AE", "%20", "%E3%85%A4", "verify", "earning-rules", "x".repeat(255), "x".repeat(256), "%F0%9F%98%80",
            "0", "-1", "1e9", "9223372036854775808", "*", "{customer_id}", "%7B%7D", "%0d%0aX:1", "null", "a%25b", "a+b", "~");

    private static final List<String> PARAMETERS = List.of("", " ", "0", "-1", "1.5", "101", "1e2", "999999999999999999999",
            "null", "\u0000",
            "٣", "%", "x", "NaN", "\ufffd", "\u202e", "held", "HELD", "MQ", "YQ==", "AAAA", "2026-01-31T12:00:00Z",
            "+1000000000-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "x".repeat(3000));

    private static final List<String> HEADERS = List.of("Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/xml", "Content-Type: x", "Content-Type:", "Content-Type: application/json; charset=x",
            "Content-Type: application/cloudevents-batch+json", "Content-Type: multipart/form-data; boundary=x",
            "Accept: text/html",
            "Accept: application/json;q=0", "Accept: x", "Accept: */*;q=x", "Accept: application/xml, */*;q=0.1",
            "Idempotency-Key:", "Idempotency-Key:  ", "Idempotency-Key: a b", "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: \u00e9", "Idempotency-Key: \u0001", "If-Match: x", "If-Match: *", "If-Match: \"0\"",
            "If-Match: W/\"1\"",
            "If-Match: \"1", "If-Match: ,", "If-None-Match: *", "If-None-Match: x", "If-None-Match: \"1\"",
            "Content-Encoding: gzip",
            "Content-Encoding: x", "Accept-Language: \u0001", "Accept-Encoding: x", "Expect: x",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: ' or 1=1", "Range: bytes=0-1", "Cookie: " + "c=".repeat(1000), "webhook-id: x",
            "webhook-signature: v1,x",
            "ce-id: x", "ce-specversion: 0.3", "Content-Type: application/json\r\nContent-Type: text/plain");

    private final Random random;

    BadInput(long seed) {
        this.random = new Random(seed);
    }

    /** Changes one thing of a request, sometimes two. */
    Request change(Operation operation, String target, List<String> headers, JsonNode body) {
        int kind = random.nextInt(100);
        if (!body.isMissingNode() && kind < 75) {
            return inBody(operation, target, headers, body);
        }
        if (kind < 85) {
            return inHeaders(operation, target, headers, body);
        }
        return operation.path().contains("{") && random.nextBoolean() ? inPath(operation, target, headers, body)
                : inQuery(operation, target, headers, body);
    }

    private Request inBody(Operation operation, String target, List<String> headers, JsonNode body) {
        String value = pick(VALUES);
        int kind = random.nextInt(100);
        byte[] changed;
        if (kind < 70) {
            changed = bytes(replaceOne(body).replace('"' + HERE + '"', value));
        } else if (kind < 80) {
            // A member twice, or an unknown member.
            String name = random.nextBoolean() && body.fieldNames().hasNext() ? body.fieldNames().next() : "unknown";
            changed = bytes("{\"" + name + "\":" + value + "," + body.toString().substring(1));
        } else {
            changed = whole(body.toString(), random.nextInt(12), value);
        }
        return new Request("body " + shown(changed), operation.method(), target, headers, changed);
    }

    /** The body with a mark in the place of a node; sometimes without the node. */
    private String replaceOne(JsonNode body) {
        JsonNode copy = body.deepCopy();
        List<JsonNode> parents = new ArrayList<>();
        collect(copy, parents);
        JsonNode parent = pick(parents);
        if (parent instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (random.nextInt(10) == 0) {
                object.remove(pick(names));
            } else {
                object.put(pick(names), HERE);
            }
        } else if (parent instanceof ArrayNode array) {
            array.add(HERE);
        }
        return copy.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
        }
        node.forEach(child -> collect(child, containers));
    }

    private static byte[] whole(String json, int kind, String value) {
        return switch (kind) {
            case 0 -> new byte[0];
            case 1 -> bytes(json.substring(0, json.length() / 2));
            case 2 -> bytes(json + value);
            case 3 -> json.getBytes(StandardCharsets.UTF_16);
            case 4 -> json.getBytes(StandardCharsets.UTF_16LE);
            case 5 -> bytes("\uFEFF" + json);
            case 6 -> bytes("[" + json + "]");
            case 7 -> bytes(JsonNodeFactory.instance.textNode(json).toString());
            case 8 -> bytes("{\"unknown\":\"" + "x".repeat(200_000) + "\"," + json.substring(1));
            case 9 -> bytes(json + json);
            case 10 -> bytes(json + "\u0000");
            default -> bytes(value);
        };
    }

    private Request inHeaders(Operation operation, String target, List<String> headers, JsonNode body) {
        String header = pick(HEADERS);
        List<String> changed = new ArrayList<>(headers);
        String name = header.split(":")[0];
        if (random.nextInt(4) > 0) {
            changed.removeIf(present -> present.startsWith(name + ":"));
        }
        changed.add(header);
        return new Request("header " + shown(bytes(header)), operation.method(), target, changed, plain(body));
    }

    private Request inPath(Operation operation, String target, List<String> headers, JsonNode body) {
        String[] segments = target.split("/", -1);
        String[] template = operation.path().split("/", -1);
        List<Integer> variables = new ArrayList<>();
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                variables.add(i);
            }
        }
        segments[pick(variables)] = pick(SEGMENTS);
        String changed = String.join("/", segments);
        return new Request("path " + changed, operation.method(), changed, headers, plain(body));
    }

    private Request inQuery(Operation operation, String target, List<String> headers, JsonNode body) {
        List<String> names = new ArrayList<>(
                operation.parameters("query").stream().map(one -> one.get("name").textValue()).toList());
        names.add("unknown");
        names.addAll(List.copyOf(names));
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(2); i >= 0; i--) {
            query.append(query.isEmpty() ? "?" : "&").append(pick(names)).append("=")
                    .append(random.nextInt(20) == 0 ? pick(SEGMENTS)
                            : URLEncoder.encode(pick(PARAMETERS), StandardCharsets.UTF_8));
        }
        return new Request("query " + query, operation.method(), target + query, headers, plain(body));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] plain(JsonNode body) {
        return body.isMissingNode() ? new byte[0] : bytes(body.toString());
    }

    /** In UTF-8, but the characters from U+E000 to U+E0FF are single bytes. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= 0xE000 && point <= 0xE0FF) {
                bytes.write(point - 0xE000);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
