package io.dust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.ApiTest;
import io.dust.fixture.Json;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Does what the README's tour tells a newcomer to do, in one shell, and sees what it says they see. */
@QuarkusTest
class ReadmeTest extends ApiTest {

    private static final Pattern TOUR = Pattern.compile("## A tour\n(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern DEFINITION = Pattern.compile("^\\. [^\n]*$|^\\w+\\(\\) \\{.*?^}$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n```(json|text)\n(.*?)```\n", Pattern.DOTALL);

    @TestHTTPResource
    URI url;

    @TempDir
    Path folder;

    @Test
    void theTourGoesAsItSays() throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(folder.resolve(".dust")).resolve("dev.env"),
                "DUST=%s\nCUSTOMER=%s\nSTAFF=%s\nEVENT_SECRET=%s\n".formatted(url.toString().replaceAll("/$", ""),
                        Tokens.customer("cus_dev"), Tokens.staff("user_dev"), TestEnvironment.eventSecret()));
        Matcher tour = TOUR.matcher(Files.readString(Path.of("README.md")));
        assertThat(tour.find()).isTrue();
        Matcher step = STEP.matcher(tour.group(1));
        StringBuilder shell = new StringBuilder();
        int steps = 0;

        while (step.find()) {
            String output = run(shell + step.group(1));
            if (step.group(2).equals("json")) {
                Json.assertJson(output, step.group(3));
            } else {
                assertThat(output.strip()).isEqualTo(step.group(3).strip());
            }
            // Variables and functions stay; the requests are not sent again.
            DEFINITION.matcher(step.group(1)).results().forEach(definition -> shell.append(definition.group()).append('\n'));
            steps++;
        }

        assertThat(steps).isEqualTo(tour.group(1).split("```sh").length - 1).isGreaterThanOrEqualTo(5);
    }

    private String run(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-euc", script).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
