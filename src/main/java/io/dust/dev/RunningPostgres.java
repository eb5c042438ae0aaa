package io.dust.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL that already runs on a data folder because the process that started it was killed.
 */
final class RunningPostgres {

    /** Lines of {@code postmaster.pid}, from {@code pidfile.h} of PostgreSQL. */
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private RunningPostgres() {
    }

    /** The port of the server on this folder, if there is one. It stops when this process ends. */
    static Optional<String> takeOver(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
                    .filter(RunningPostgres::isPostgres);
            server.ifPresent(running -> Runtime.getRuntime().addShutdownHook(new Thread(running::destroy)));
            return server.map(running -> lines.get(PORT_LINE).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Dev mode cannot read " + pidFile + "; make the file readable, or delete its folder",
                    e);
        }
    }

    /** Whether the process is PostgreSQL: another process may have the same number later. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive() && process.info().command().orElse("").endsWith("postgres");
    }
}
