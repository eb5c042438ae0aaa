package io.dust.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.ledger.Rejection;

class PreconditionTest {

    private static final List<String> ABSENT = List.of();

    @ParameterizedTest
    @ValueSource(strings = { "x", "1", "\"1", "*, \"1\"", "w/\"1\"", ",", "", " ", "\"1\" \"2\"", "\"1\", x", "W/1", "W/ \"1\"",
            "\"\"\"", "\"a b\"", "**" })
    void whatIsNoListOfTagsIsMalformed(String list) {
        assertThat(ifMatch(list)).isEqualTo("precondition-invalid");
        assertThat(ifNoneMatch(list)).isEqualTo("precondition-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = { "*", " * ", "\"1\"", ", \"7\",,\"1\",", "\"a,b\",\t\"1\"", "\"\", \"\u00e9\", \"1\"" })
    void theVersionIsInTheList(String list) {
        assertThat(ifMatch(list)).isEqualTo("passed");
        assertThat(ifNoneMatch(list)).isEqualTo("precondition-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"2\"", "\"1,2\"", "\"\"", "\"01\"", "W/\"2\"" })
    void theVersionIsNotInTheList(String list) {
        assertThat(ifMatch(list)).isEqualTo("precondition-failed");
        assertThat(ifNoneMatch(list)).isEqualTo("passed");
    }

    @Test
    void onlyTheSecondHeaderComparesWeakly() {
        assertThat(ifMatch("W/\"1\"")).isEqualTo("precondition-failed");
        assertThat(ifNoneMatch("W/\"1\"")).isEqualTo("precondition-failed");
        assertThat(ifNoneMatch("\"7\", W/\"1\"")).isEqualTo("precondition-failed");
    }

    @Test
    void linesContinueTheList() {
        assertThat(outcome(List.of("\"7\"", "\"1\""), ABSENT, 1)).isEqualTo("passed");
        assertThat(outcome(List.of("*", "\"1\""), ABSENT, 1)).isEqualTo("precondition-invalid");
    }

    @Test
    void bothHeadersMustHold() {
        assertThat(outcome(List.of("\"1\""), List.of("*"), 1)).isEqualTo("precondition-failed");
        assertThat(outcome(List.of("\"1\""), List.of("\"2\""), 1)).isEqualTo("passed");
        assertThat(outcome(ABSENT, ABSENT, 1)).isEqualTo("precondition-required");
    }

    @Test
    void withoutAVersionNothingMatches() {
        assertThat(outcome(List.of("*"), ABSENT, 0)).isEqualTo("precondition-failed");
        assertThat(outcome(List.of("\"0\""), ABSENT, 0)).isEqualTo("precondition-failed");
        assertThat(outcome(ABSENT, List.of("*"), 0)).isEqualTo("passed");
    }

    @Test
    void aLongListIsRead() {
        assertThat(ifMatch("\"\",".repeat(20_000) + "\"1\"")).isEqualTo("passed");
        assertThat(ifMatch(",".repeat(60_000))).isEqualTo("precondition-invalid");
    }

    private static String ifMatch(String list) {
        return outcome(List.of(list), ABSENT, 1);
    }

    private static String ifNoneMatch(String list) {
        return outcome(ABSENT, List.of(list), 1);
    }

    private static String outcome(List<String> ifMatch, List<String> ifNoneMatch, long version) {
        try {
            new Precondition(ifMatch, ifNoneMatch).require(version);
            return "passed";
        } catch (Rejection rejection) {
            return rejection.reason().slug();
        }
    }
}
