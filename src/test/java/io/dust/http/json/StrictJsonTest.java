package io.dust.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.http.RequestReason;
import io.dust.ledger.Rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Both ways to read JSON: into a record, and into a tree. */
class StrictJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        StrictJson.configure(MAPPER);
    }

    record Inner(@Nullable String name) {
    }

    record Values(@Nullable Long points, @Nullable Integer count, @Nullable Boolean flag, @Nullable BigDecimal amount,
            @Nullable Instant at, @Nullable DayOfWeek day, @Nullable Inner inner, @Nullable List<String> names) {
    }

    @ParameterizedTest
    @ValueSource(strings = { "points", "count", "flag", "amount", "at", "day", "inner", "names" })
    void aBlankTextIsNeverAnAbsentValue(String member) {
        for (String blank : List.of("", " ", "\\t", "\\u0000", "\\u00a0", "\\u200b")) {
            assertThatExceptionOfType(MismatchedInputException.class).as(blank)
                    .isThrownBy(() -> MAPPER.readValue("{\"%s\": \"%s\"}".formatted(member, blank), Values.class));
        }
    }

    @ParameterizedTest
    @CsvSource({ "10, 10", "10.50, 10.50", "1e1, 1e1", "\"10\", 10", "\"10.50\", 10.50", "\"-0.5\", -0.5" })
    void anAmountIsANumberOrATextWithOne(String json, BigDecimal amount) throws IOException {
        assertThat(MAPPER.readValue("{\"amount\": " + json + "}", Values.class).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"+5\"", "\"5.\"", "\".5\"", "\"1e1\"", "\"\u0663\"", "\"0x1\"", "\"1,5\"", "\" 5\"", "true",
            "[5]",
            "{}", "1e2147483648", "1e-2147483648" })
    void anAmountInAnotherFormIsRefused(String json) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"amount\": " + json + "}", Values.class));
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z", "2026-01-31t12:00:00.5z, 2026-01-31T12:00:00.500Z",
            "2026-01-31T12:00:00+05:30, 2026-01-31T06:30:00Z" })
    void anInstantHasTheFormOfRfc3339(String text, Instant instant) throws IOException {
        assertThat(MAPPER.readValue("{\"at\": \"" + text + "\"}", Values.class).at()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = { "5", "5.0", "0.0", "\"5\"", "\"2026-01-31\"", "\"2026-01-31T12:00Z\"", "\"2026-01-31T12:00:00\"",
            "\"+12026-01-31T12:00:00Z\"", "\"-2026-01-31T12:00:00Z\"", "\"2026-02-30T12:00:00Z\"",
            "\"2026-01-31T12:00:00+05:30:10\"", "\"9999-12-31T23:59:59-01:00\"", "\"0000-01-01T00:00:00+01:00\"",
            "\"\u0662026-01-31T12:00:00Z\"" })
    void anInstantInAnotherFormIsRefused(String json) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"at\": " + json + "}", Values.class));
    }

    static List<byte[]> otherEncodings() {
        String json = "{\"points\": 5}";
        return List.of(json.getBytes(StandardCharsets.UTF_16), json.getBytes(StandardCharsets.UTF_16LE),
                json.getBytes(StandardCharsets.UTF_16BE), json.getBytes(Charset.forName("UTF-32")),
                json.getBytes(Charset.forName("UTF-32LE")), bytes("\u00EF\u00BB\u00BF" + json),
                bytes("{\"a\": \"\u00C0\u0080\"}"), bytes("{\"a\": \"\u00E0\u0080\u00AF\"}"),
                bytes("{\"a\": \"\u00ED\u00A0\u0080\"}"), bytes("{\"a\": \"\u00E9\"}"),
                bytes("{\"a\": \"\u00F5\u0080\u0080\u0080\"}"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void onlyUtf8IsRead(byte[] body) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> MAPPER.readValue(new ByteArrayInputStream(body), Values.class));
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{\"a\": 1, \"a\": 2}", "{} {}", "{\"a\": NaN}", "{\"a\": 01}", "{'a': 1}",
            "{\"a\": 1e2147483648}",
            "{\"a\": [-1E-99999999999999]}", "{\"a\": \"\n\"}" })
    void whatIsNotJsonIsMalformed(String body) {
        assertMalformed(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void levelsAndDigitsHaveLimits() throws IOException {
        assertMalformed(("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("[" + "1".repeat(1001) + "]").getBytes(StandardCharsets.UTF_8));
        StrictJson.parse(("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8), RequestReason.BAD_REQUEST);
    }

    @Test
    void theFaultHasItsPlace() {
        assertThatThrownBy(() -> parse("{\n  \"a\": x}")).isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(
                rejection.detail()).isEqualTo("The body is not valid JSON in UTF-8 (line 2, column 8)."));
    }

    @Test
    void aNumberOutOfRangeAffectsItsElementOnly() {
        List<Supplier<JsonNode>> elements = elements(
                "[{\"a\": [{\"b\": 1e2147483648, \"c\": [1]}], \"d\": {}}, 1e2147483648, {\"e\": 1}, [[-1e-2147483649]], 7]");

        assertThat(elements).hasSize(5);
        for (int refused : new int[] { 0, 1, 3 }) {
            assertThatExceptionOfType(Rejection.class).isThrownBy(() -> elements.get(refused).get());
        }
        assertThat(elements.get(2).get()).hasToString("{\"e\":1}");
        assertThat(elements.get(4).get()).hasToString("7");
    }

    @Test
    void elementsAreOfOneArray() {
        assertThat(StrictJson.elements("{}".getBytes(StandardCharsets.UTF_8), RequestReason.BAD_REQUEST)).isEmpty();
        for (String body : List.of("[1", "[1] 2", "[1,]", "[{\"a\": 1e2147483648}")) {
            assertThatExceptionOfType(Rejection.class).as(body).isThrownBy(() -> elements(body));
        }
    }

    @Test
    void aLongBodyIsCheckedWhole() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("{\"a\": \"" + "\u20AC\uD83D\uDE00".repeat(5000)).getBytes(StandardCharsets.UTF_8));
        StrictJson.object((body.toString(StandardCharsets.UTF_8) + "\"}").getBytes(StandardCharsets.UTF_8));
        body.write(0xC0);
        body.write("\u0080\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertMalformed(body.toByteArray());
    }

    private static JsonNode parse(String body) {
        return StrictJson.parse(body.getBytes(StandardCharsets.UTF_8), RequestReason.BAD_REQUEST);
    }

    private static List<Supplier<JsonNode>> elements(String body) {
        return StrictJson.elements(body.getBytes(StandardCharsets.UTF_8), RequestReason.BAD_REQUEST).orElseThrow();
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> StrictJson.parse(body, RequestReason.BAD_REQUEST)).isInstanceOfSatisfying(Rejection.class,
                rejection -> assertThat(rejection.detail()).startsWith("The body ").endsWith(".")
                        .doesNotContain("Source", "Stream", "Jackson", "com."));
    }
}
