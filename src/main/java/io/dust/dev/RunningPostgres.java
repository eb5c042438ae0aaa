package io.dust.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that runs on a data folder already, as it does after its starter was killed. */
final class RunningPostgres {

    /**
     * The lines of {@code postmaster.pid} that are used here, as PostgreSQL's {@code pidfile.h}
     * numbers them.
     */
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private RunningPostgres() {
    }

    /**
     * The port of a server on that folder, if one runs; it will stop with this process, as one does
     * that is started here.
     */
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
            throw new UncheckedIOException("Dev mode cannot read " + pidFile, e);
        }
    }

    /** Not another process, which has got the number since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive() && process.info().command().orElse("").endsWith("postgres");
    }
}
