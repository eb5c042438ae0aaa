package io.dust.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.dust.fixture.DustProcess;

/**
 * Measures the throughput of Dust and of pgbench on the same PostgreSQL. Each case runs several
 * times; pgbench, the native executable and the jar alternate. After each run of Dust, every rule
 * is checked in SQL.
 */
final class Throughput {

    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int[] CONNECTIONS = Arrays.stream(System.getProperty("connections", "1 16 64").split(" +"))
            .mapToInt(Integer::parseInt).toArray();
    private static final List<String> EXECUTABLES = List.of(System.getProperty("executables", "native jar").split(" +"));
    private static final int OVERLOAD_CONNECTIONS = 512;
    private static final int FIRST_WARM_UP_SECONDS = Integer.getInteger("warm.up", 15);
    private static final int WARM_UP_SECONDS = 1;

    private final Report report = new Report();
    private final BenchPostgres postgres;

    private Throughput(BenchPostgres postgres) {
        this.postgres = postgres;
    }

    public static void main(String... arguments) {
        // The children must end also if this process is stopped or fails.
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy)));
        boolean allMet;
        try (BenchPostgres postgres = new BenchPostgres()) {
            System.out.printf("PostgreSQL %s, Java %s, %d processors, %d rounds, %d s each%n", postgres.version(),
                    System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), ROUNDS, SECONDS);
            allMet = new Throughput(postgres).run();
        }
        System.exit(List.of(arguments).contains("--check") && !allMet ? 1 : 0);
    }

    private boolean run() {
        List<Contestant> contestants = new ArrayList<>(List.of(new PgbenchContestant(postgres)));
        try {
            addDust(contestants, "native", Files.isExecutable(DustProcess.NATIVE), List.of(DustProcess.NATIVE.toString()));
            addDust(contestants, "jar", Files.exists(Path.of(DustProcess.JAR.get(2))), DustProcess.JAR);
            if (contestants.size() == 1) {
                throw new IllegalStateException("Neither of these is built: " + EXECUTABLES);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                play(round, contestants);
            }
        } finally {
            contestants.forEach(Contestant::close);
        }
        System.out.println();
        report.print();
        System.out.println();
        return contestants.stream().skip(1).map(dust -> new Targets(report, dust.name()).printAndTell())
                .reduce(true, Boolean::logicalAnd);
    }

    private void addDust(List<Contestant> contestants, String name, boolean built, List<String> command) {
        if (!built || !EXECUTABLES.contains(name)) {
            return;
        }
        Contestant dust = new DustContestant(name, command, postgres);
        contestants.add(dust);
        for (Workload workload : List.of(Workload.READ, Workload.WRITE_MANY)) {
            dust.run(new Workload.Case(workload, 64), FIRST_WARM_UP_SECONDS);
        }
    }

    private void play(int round, List<Contestant> contestants) {
        for (Workload.Case work : cases()) {
            for (Contestant contestant : contestants) {
                if (contestant.takes(work.workload())) {
                    report.add(work, contestant.name(), measure(round, work, contestant));
                }
            }
        }
    }

    private static List<Workload.Case> cases() {
        List<Workload.Case> cases = new ArrayList<>();
        for (Workload workload : List.of(Workload.READ, Workload.WRITE_MANY, Workload.WRITE_HOT, Workload.EVENTS_MANY,
                Workload.EVENTS_HOT, Workload.HOLDS_MANY, Workload.HOLDS_HOT)) {
            for (int connections : CONNECTIONS) {
                cases.add(new Workload.Case(workload, connections));
            }
        }
        cases.add(new Workload.Case(Workload.OVERLOAD, OVERLOAD_CONNECTIONS));
        return cases;
    }

    private Run measure(int round, Workload.Case work, Contestant contestant) {
        contestant.run(work, WARM_UP_SECONDS);
        postgres.checkpoint();
        Run.Cpu before = cpu(contestant);
        Run.Load load = contestant.run(work, SECONDS);
        Run.Cpu cpu = cpu(contestant).minus(before);
        contestant.check();
        System.out.printf(Locale.ROOT, "round %d, %s, %d connections, %s: %.0f/s, p99 %.2f ms, %d errors%n", round,
                work.workload().label(), work.connections(), contestant.name(), load.perSecond(), load.p99(), load.errors());
        return new Run(load, cpu);
    }

    /** The load generators are the children of this process. */
    private Run.Cpu cpu(Contestant contestant) {
        return new Run.Cpu(contestant.cpu(), postgres.cpu(), CpuTime.ofEndedChildren(ProcessHandle.current().pid()),
                CpuTime.ofMachine());
    }
}
