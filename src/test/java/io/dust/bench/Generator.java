package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A load generator that prints figures. */
final class Generator {

    private static final Path OUTPUT = Path.of("target", "bench", "output");
    private static final int PATIENCE_SECONDS = 60;

    /** The output of the program. */
    record Output(String text) {

        /** The number in the group of the pattern. */
        double number(String pattern) {
            Matcher matcher = Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(text);
            if (!matcher.find()) {
                throw new IllegalStateException("No " + pattern + " in: " + text);
            }
            return Double.parseDouble(matcher.group(1));
        }
    }

    private Generator() {
    }

    /** Runs the program to its end, which is due after this number of seconds. */
    static Output run(List<String> command, Map<String, String> environment, int seconds) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end: " + Files.readString(OUTPUT));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " fails: " + Files.readString(OUTPUT));
            }
            return new Output(Files.readString(OUTPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates an empty folder for the files of the program. */
    static void emptyFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
