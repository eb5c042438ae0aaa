package io.dust.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version was in force when. A definition of this test is only the start of its validity. */
class SettingHistoryTest {

    private static final String BEFORE_DUST = "1999-12-31T00:00:00Z";

    private final SettingHistory<Optional<Instant>> history = new SettingHistory<>(validFrom -> validFrom);

    @Test
    void nothingIsInForceWithoutAVersion() {
        assertThat(history.at("EUR", Instant.now())).isEmpty();
        assertThat(history.newest("EUR")).isEmpty();
        assertThat(history.lastNumber("EUR")).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1999-12-31T00:00:00Z,        1
            2026-01-01T00:00:00Z,        1
            2026-02-28T23:59:59.999999Z, 1
            2026-03-01T00:00:00Z,        2
            2026-04-01T00:00:00Z,        3
            2030-01-01T00:00:00Z,        3""")
    void theFirstVersionIsAlwaysInForceAndALaterOneFromItsCreation(Instant at, long version) {
        add("2026-01-01T00:00:00Z", null);
        add("2026-03-01T00:00:00Z", null);
        add("2026-04-01T00:00:00Z", null);

        assertThat(inForce(at)).hasValue(version);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-02T00:00:00Z, 1
            2026-05-31T23:59:59Z, 1
            2026-06-01T00:00:00Z, 2""")
    void aScheduledVersionLeavesTheOneBeforeItInForce(Instant at, long version) {
        add("2026-01-01T00:00:00Z", null);
        add("2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(inForce(at)).hasValue(version);
        assertThat(history.newest("EUR")).map(SettingVersion::version).hasValue(2L);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-31T00:00:00Z, 1
            2026-04-01T00:00:00Z, 3
            2026-07-01T00:00:00Z, 3""")
    void aNewerVersionReplacesAScheduledOne(Instant at, long version) {
        add("2026-01-01T00:00:00Z", null);
        add("2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z");
        add("2026-04-01T00:00:00Z", null);

        assertThat(inForce(at)).hasValue(version);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2025-11-30T00:00:00Z, 1
            2025-12-01T00:00:00Z, 2""")
    void aVersionCanBeInForceFromBeforeItsCreation(Instant at, long version) {
        add("2026-01-01T00:00:00Z", null);
        add("2026-03-01T00:00:00Z", "2025-12-01T00:00:00Z");

        assertThat(inForce(at)).hasValue(version);
    }

    @Test
    void aFirstVersionThatIsScheduledIsNotInForceBefore() {
        add("2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(inForce(Instant.parse("2026-05-31T23:59:59Z"))).isEmpty();
        assertThat(inForce(Instant.parse("2026-06-01T00:00:00Z"))).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1999-12-31T00:00:00Z, 1
            2026-02-28T00:00:00Z, 1
            2026-03-01T00:00:00Z,
            2026-03-31T00:00:00Z,
            2026-04-01T00:00:00Z, 3""")
    void nothingIsInForceFromARetirementUntilTheNextVersion(Instant at, @Nullable Long version) {
        add("2026-01-01T00:00:00Z", BEFORE_DUST);
        retire("2026-03-01T00:00:00Z", BEFORE_DUST);
        assertThat(history.newest("EUR")).isEmpty();
        add("2026-04-01T00:00:00Z", null);

        assertThat(inForce(at)).isEqualTo(version == null ? OptionalLong.empty() : OptionalLong.of(version));
    }

    @Test
    void aRetirementDoesNotWaitForTheStartOfTheRetiredVersion() {
        add("2026-01-01T00:00:00Z", null);
        add("2026-02-01T00:00:00Z", "2026-06-01T00:00:00Z");
        retire("2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(inForce(Instant.parse("2026-02-28T00:00:00Z"))).hasValue(1);
        assertThat(inForce(Instant.parse("2026-03-01T00:00:00Z"))).isEmpty();
        assertThat(inForce(Instant.parse("2026-07-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void eachCurrencyHasItsOwnVersions() {
        add("2026-01-01T00:00:00Z", null);

        assertThat(history.at("USD", Instant.now())).isEmpty();
        assertThat(history.lastNumber("EUR")).isEqualTo(1);
        assertThat(history.lastNumber("USD")).isZero();
    }

    @Test
    void aVersionIsNotAddedBeforeThoseThatItFollows() {
        assertThatThrownBy(() -> history.add(version(2))).isInstanceOf(IllegalStateException.class);
        history.add(version(1));
        assertThatThrownBy(() -> history.add(version(3))).isInstanceOf(IllegalStateException.class);

        assertThat(history.lastNumber("EUR")).isEqualTo(1);
    }

    @Test
    void severalEventLoopsAddTheSameVersionsAndAskAtOnce() {
        List<Long> found = IntStream.range(0, 16).boxed().parallel().flatMap(loop -> addAndAsk(500)).distinct().toList();

        assertThat(found).containsExactly(1L);
        assertThat(LongStream.rangeClosed(1, 500))
                .allMatch(number -> inForce(version(number).createdAt()).orElseThrow() == number);
    }

    /** Adds versions; after each, the one that was in force before all others is asked for. */
    private Stream<Long> addAndAsk(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(number -> {
            history.add(version(number));
            return inForce(Instant.EPOCH).orElseThrow();
        });
    }

    private OptionalLong inForce(Instant at) {
        return history.at("EUR", at).stream().mapToLong(SettingVersion::version).findAny();
    }

    private void add(String createdAt, @Nullable String validFrom) {
        add(createdAt, validFrom, false);
    }

    /** A retired version has the definition of the version before it. */
    private void retire(String createdAt, String validFrom) {
        add(createdAt, validFrom, true);
    }

    private void add(String createdAt, @Nullable String validFrom, boolean retired) {
        history.add(new SettingVersion<>(Currency.getInstance("EUR"), history.lastNumber("EUR") + 1, retired,
                Optional.ofNullable(validFrom).map(Instant::parse), "user_1", Instant.parse(createdAt)));
    }

    private static SettingVersion<Optional<Instant>> version(long number) {
        return new SettingVersion<>(Currency.getInstance("EUR"), number, false, Optional.empty(), "user_1",
                Instant.EPOCH.plusSeconds(number));
    }
}
