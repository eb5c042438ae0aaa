package io.dust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Json;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Runs the requests of the README and the tour in one shell, and compares the outputs with the
 * pages.
 */
@QuarkusTest
class TourTest extends ApiTest {

    /**
     * A block of sh, and its output if the page has one. Blocks of shell, which start or deploy
     * Dust, are not run.
     */
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n(?:```(json|text)\n(.*?)```\n)?", Pattern.DOTALL);
    private static final String END_OF_STEP = "== end of step ==";

    @TestHTTPResource
    URI url;

    @TempDir
    Path folder;

    private record Step(String script, String format, String output) {
    }

    @Test
    void theReadmeAndTheTourMatchTheOutput() throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(folder.resolve(".dust")).resolve("dev.env"),
                "DUST=%s\nCUSTOMER=%s\nSTAFF=%s\nEVENT_SECRET=%s\n".formatted(url.toString().replaceAll("/$", ""),
                        Tokens.customer("cus_dev"), Tokens.staff("user_dev"), TestEnvironment.eventSecret()));
        List<Step> readme = steps("README.md");
        List<Step> tour = steps("docs/tour.md");
        assertThat(readme).hasSizeGreaterThanOrEqualTo(2);
        assertThat(tour).hasSizeGreaterThanOrEqualTo(10);
        List<Step> steps = Stream.concat(readme.stream(), tour.stream()).toList();

        String[] outputs = run(steps).split(END_OF_STEP + "\n");

        for (int i = 0; i < Math.min(outputs.length, steps.size()); i++) {
            assertOutput(steps.get(i), outputs[i]);
        }
        assertThat(outputs).hasSameSizeAs(steps);
    }

    private static List<Step> steps(String page) throws IOException {
        return STEP.matcher(Files.readString(Path.of(page))).results()
                .map(step -> new Step(step.group(1), step.group(2) == null ? "text" : step.group(2),
                        step.group(3) == null ? "" : step.group(3)))
                .toList();
    }

    private static void assertOutput(Step step, String output) {
        if (step.format().equals("json")) {
            Json.assertJson(output, step.output());
        } else {
            assertThat(output.strip()).as(step.script()).isEqualTo(step.output().strip());
        }
    }

    private String run(List<Step> steps) throws IOException, InterruptedException {
        String script = steps.stream().map(step -> step.script() + "echo '" + END_OF_STEP + "'\n")
                .collect(Collectors.joining());
        Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(folder.toFile())
                .redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
