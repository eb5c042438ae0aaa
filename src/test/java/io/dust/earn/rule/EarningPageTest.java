package io.dust.earn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about earning has examples that are true, and the rule on it is one. */
class EarningPageTest {

    private static final Path PAGE = Path.of("docs/earning.md");

    /** A number, words, three times JSON in backticks, what counts, and the points. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?m)^\\| (\\d+) \\| ([^|]+) \\| `([^|]+)` \\| `([^|]+)` \\| `([^|]+)` \\| ([\\d.]+) \\| (\\d+) \\|$");
    private static final Pattern RULE = Pattern.compile("(?s)```json\n(.*?)```");

    /** A row of the table. */
    record Example(int number, String what, String rule, String order, String cameBack, String amount, long points) {
    }

    static List<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results()
                .map(row -> new Example(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4), row.group(5),
                        row.group(6), Long.parseLong(row.group(7))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsTrue(Example example) {
        EarningExample computed = EarningExample.of(example.rule, example.order, example.cameBack);

        assertThat(computed.amount()).isEqualTo(example.amount);
        assertThat(computed.earnings().points()).isEqualTo(example.points);
        computed.assertBreakdown();
    }

    @Test
    void theExamplesAreNumbered() throws IOException {
        assertThat(examples()).extracting(Example::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(Files.readString(PAGE).lines().filter(line -> line.matches("\\| \\d.*"))).hasSize(20);
    }

    @Test
    void theRuleOfThePageIsARule() throws IOException {
        List<String> rules = RULE.matcher(Files.readString(PAGE)).results().map(rule -> rule.group(1)).toList();

        assertThat(rules).hasSize(1).allSatisfy(rule -> assertThat(
                EarningExample.of(rule, "{'total': 100}").earnings().points()).isEqualTo(200));
    }
}
