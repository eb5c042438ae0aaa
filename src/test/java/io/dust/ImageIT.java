package io.dust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dust.fixture.Clients;
import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/**
 * Dust needs only the files of {@code Dockerfile.native-micro}. The test runs Dust as the user of
 * the image, in a read-only root with these files, the libraries of the base image and the files of
 * every container. The test needs root and the native executable; CI runs it. To run it elsewhere:
 * {@code ./mvnw verify -Dnative -Dexcluded.groups=pgbouncer}.
 */
@Tag("image")
class ImageIT {

    private static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile.native-micro");

    /** The libraries of UBI micro and of the Quarkus image. */
    private static final Pattern OF_THE_BASE = Pattern
            .compile("(/\\S*/(?:ld-linux-x86-64|libc|libm|libdl|librt|libpthread|libz|libgcc_s|libstdc\\+\\+)\\.so\\.\\d+)");

    /** Changes to the root $1 and the user $2, and runs the other arguments. */
    private static final String ENTER = """
            root=$1 user=$2
            shift 2
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --bind /dev "$root/dev"
            mount -o remount,bind,ro "$root"
            exec chroot --userspec="$user" "$root" "$@"
            """;

    @TempDir
    Path root;

    @BeforeEach
    void fill() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String folder : List.of("proc", "dev", "tmp")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String library : librariesOfTheExecutable()) {
            assertThat(library).as("in the base image").matches(OF_THE_BASE);
            copy(Path.of(library), library);
        }
        copy(DustProcess.NATIVE, instruction("COPY .*target/\\*-runner (\\S+)"));
    }

    @Test
    void servesAndStops() throws SQLException {
        Map<String, String> database = Database.create("dust_image");

        Database.migrate(database);

        try (DustProcess dust = DustProcess.start(inside(instruction("CMD \\[\"(\\w+)\"]")),
                TestEnvironment.settings(database))) {
            assertThat(new Clients(List.of(dust.url())).change(0, "cus_1", "add", 7, "key-1").statusCode()).isEqualTo(200);
            for (String token : List.of(Tokens.customer("cus_1"),
                    Tokens.standard(Tokens.standardClaims("cus_1", "customer"), "ES256", StandardKeys.EC))) {
                assertThat(given().header("Authorization", "Bearer " + token).get(dust.url().resolve("/store/dust")).asString())
                        .isEqualTo("{\"points\":7}");
            }

            dust.terminate();
            assertThat(dust.exitCode()).as(dust.output()).isZero();
            assertThat(dust.output()).doesNotContain("WARN", "ERROR");
        }
    }

    private List<String> inside(String command) {
        return List.of("unshare", "--mount", "sh", "-euc", ENTER, "enter", root.toString(), instruction("USER (\\d+)") + ":0",
                instruction("ENTRYPOINT \\[\"(\\S+)\"]"), command);
    }

    private static List<String> librariesOfTheExecutable() throws IOException, InterruptedException {
        Process ldd = new ProcessBuilder("ldd", DustProcess.NATIVE.toString()).start();
        List<String> libraries = new String(ldd.getInputStream().readAllBytes()).lines()
                .filter(line -> line.contains("/"))
                .map(line -> line.replaceFirst(".*=> ", "").strip().split(" ")[0]).toList();
        assertThat(ldd.waitFor()).isZero();
        return libraries;
    }

    private void copy(Path source, String target) throws IOException {
        Path copy = root.resolve(target.substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(source, copy);
        assertThat(copy.toFile().setExecutable(true, false)).isTrue();
    }

    private static String instruction(String pattern) {
        try {
            Matcher matcher = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE).matcher(Files.readString(DOCKERFILE));
            assertThat(matcher.find()).as("%s in %s", pattern, DOCKERFILE).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
