package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** PostgreSQL without Dust: the reference for the other figures. */
final class PgbenchContestant implements Contestant {

    static final String NAME = "pgbench";

    private static final Path LOGS = Path.of("target", "bench", "pgbench");

    private final BenchPostgres postgres;

    PgbenchContestant(BenchPostgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takes(Workload workload) {
        return workload.isPlain();
    }

    @Override
    public Run.Load run(Workload.Case work, int seconds) {
        // A log line for each read would cost a part of the throughput.
        String logged = work.workload() == Workload.READ ? "0.05" : "1";
        Generator.emptyFolder(LOGS);
        Generator.Output output = Generator.run(List.of("pgbench", "--no-vacuum", "--protocol=prepared",
                "--client=" + work.connections(), "--jobs=1", "--time=" + seconds,
                "--define=customers=" + work.workload().customers(), "--file=" + work.workload().script("sql"),
                "--log", "--log-prefix=" + LOGS.resolve("log"), "--sampling-rate=" + logged), postgres.environment(), seconds);
        return new Run.Load(output.number("tps = ([\\d.]+)"), latency(50), latency(99),
                (long) output.number("number of failed transactions: (\\d+)"), 0);
    }

    @Override
    public double cpu() {
        return 0;
    }

    @Override
    public void check() {
        // The tables of pgbench have no rules.
    }

    @Override
    public void close() {
        // pgbench has ended already.
    }

    private static double latency(int percent) {
        try (Stream<Path> logs = Files.list(LOGS)) {
            return Run.percentile(logs.flatMapToDouble(PgbenchContestant::latencies), percent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The latencies in milliseconds. A line has the client, the number of its transaction, and the
     * microseconds.
     */
    private static DoubleStream latencies(Path log) {
        try {
            return Files.readAllLines(log).stream().mapToDouble(line -> Double.parseDouble(line.split(" ")[2]) / 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
