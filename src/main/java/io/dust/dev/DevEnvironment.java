package io.dust.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL and secrets: kept in {@code .dust} for dev mode, new for each run of the tests. */
public final class DevEnvironment {

    static final Path FOLDER = Path.of(".dust");

    private static final String SECRET = "dust.medusa.jwt-secret";
    private static final String EVENT_SECRET = "dust.event.secrets";
    private static final int SECRET_BYTES = 32;

    private DevEnvironment() {
    }

    /**
     * The settings of a PostgreSQL that keeps its data. If it still runs after dev mode was killed,
     * it is used again.
     */
    static Map<String, String> keptDatabase() {
        Path data = FOLDER.resolve("postgres").toAbsolutePath();
        return database(once("dust.dev.postgres", () -> RunningPostgres.takeOver(data)
                .orElseGet(() -> start(EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)))));
    }

    /** The settings of a new, empty PostgreSQL, which stops when this process ends. */
    public static Map<String, String> freshDatabase() {
        return database(once("dust.test.postgres", () -> start(EmbeddedPostgres.builder())));
    }

    static Map<String, String> keptSecret() {
        return Map.of(SECRET, once("dust.dev.secret", () -> kept("jwt-secret", DevEnvironment::newSecret)));
    }

    static Map<String, String> keptEventSecret() {
        return Map.of(EVENT_SECRET, once("dust.dev.event-secret", () -> kept("event-secret", DevEnvironment::newEventSecret)));
    }

    public static Map<String, String> freshSecret() {
        return Map.of(SECRET, once("dust.test.secret", DevEnvironment::newSecret));
    }

    public static Map<String, String> freshEventSecret() {
        return Map.of(EVENT_SECRET, once("dust.test.event-secret", DevEnvironment::newEventSecret));
    }

    private static String kept(String name, Supplier<String> newSecret) {
        Path file = FOLDER.resolve(name);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(FOLDER);
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, newSecret.get());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Dev mode cannot read or create its secret " + file + "; make the file and its folder writable", e);
        }
    }

    private static Map<String, String> database(String port) {
        return Map.of("dust.database.url", "postgresql://localhost:" + port + "/postgres",
                "dust.database.user", "postgres",
                "dust.database.password", "postgres");
    }

    private static String start(EmbeddedPostgres.Builder builder) {
        try {
            ProcessBuilder.Redirect discard = ProcessBuilder.Redirect.DISCARD;
            return Integer.toString(builder.setOutputRedirector(discard).setErrorRedirector(discard).start().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL for dev mode and tests does not start; to use another one, set"
                    + " DUST_DATABASE_URL, DUST_DATABASE_USER and DUST_DATABASE_PASSWORD", e);
        }
    }

    /**
     * Starts a thing once in this process. A live reload loads this class again, but system
     * properties stay.
     */
    private static synchronized String once(String property, Supplier<String> start) {
        String known = System.getProperty(property);
        if (known == null) {
            known = start.get();
            System.setProperty(property, known);
        }
        return known;
    }

    private static String newSecret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes());
    }

    private static String newEventSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(randomBytes());
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
