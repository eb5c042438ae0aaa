package io.dust.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.database.Text;

class CustomerIdsTest {

    private static final Pattern SEGMENT = Pattern.compile("^  /admin/dust/([^{/:]+)", Pattern.MULTILINE);

    @Test
    void everyOtherRouteIsReserved() throws IOException {
        Set<String> segments = SEGMENT.matcher(Files.readString(Path.of("docs", "openapi.yaml"))).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Stream.of(".", "..").forEach(segments::add);

        assertThat(CustomerIds.RESERVED).containsExactlyInAnyOrderElementsOf(segments);
        assertThat(CustomerIds.MUST_BE).endsWith(String.join(" ", CustomerIds.RESERVED));
    }

    @Test
    void thePatternRefusesReservedIdsOnly() {
        assertThat(CustomerIds.RESERVED).allSatisfy(id -> {
            assertThat(id).doesNotMatch(CustomerIds.PATTERN);
            assertThat(CustomerIds.isValid(id)).isFalse();
        });
        assertThat(Arrays.asList("cus_1", "verify2", "Verify", "...", "events/refused", ".a", "\u5BA2 \u0301"))
                .allSatisfy(id -> {
                    assertThat(id).matches(CustomerIds.PATTERN);
                    assertThat(CustomerIds.isValid(id)).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\u00A0", "\u200B", "\u3164", "\u115F", "\u1160", "\uFFA0", "\u2800", "\u034F", "\u0301",
            "\uFE0F", "a\u202Eb", "a\u2066b", "a\u3164", "\uFFFD", "a\u0000", "\u2028", "a\nb" })
    void anIdIsVisible(String id) {
        assertThat(id).doesNotMatch(CustomerIds.PATTERN).doesNotMatch(Text.NAME);
        assertThat(CustomerIds.isValid(id)).isFalse();
    }
}
