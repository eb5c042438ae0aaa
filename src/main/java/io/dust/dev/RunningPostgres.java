package io.dust.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that runs on a data folder already, as it does after its starter was killed. */
final class RunningPostgres {

    /** The lines of {@code postmaster.pid} that are used here, as PostgreSQL's {@code pidfile.h} numbers them. */
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private RunningPostgres() {
    }

    static Optional<String> portOf(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            boolean runs = ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())).filter(ProcessHandle::isAlive)
                    .isPresent();
            return runs ? Optional.of(lines.get(PORT_LINE).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Dev mode cannot read " + pidFile, e);
        }
    }
}
