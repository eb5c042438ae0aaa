package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The medians of all runs, as a table, as CSV, and compared with the targets. */
final class Report {

    private static final Path CSV = Path.of("target", "bench.csv");
    private static final List<String> COLUMNS = List.of("case", "connections", "program", "per_second", "of_pgbench", "p50_ms",
            "p99_ms", "errors", "refused", "dust_cpu_s", "postgres_cpu_s", "generator_cpu_s", "other_cpu_s");
    private static final int FIRST_WIDTH = 24;

    private final Map<Workload.Case, Map<String, List<Run>>> runs = new LinkedHashMap<>();

    void add(Workload.Case work, String contestant, Run run) {
        runs.computeIfAbsent(work, key -> new LinkedHashMap<>()).computeIfAbsent(contestant, key -> new ArrayList<>()).add(run);
    }

    /** The medians; NaN, which meets no target, if there was no run. */
    Run.Load load(Workload workload, int connections, String contestant) {
        List<Run> found = runs.getOrDefault(new Workload.Case(workload, connections), Map.of()).get(contestant);
        return found == null ? new Run.Load(Double.NaN, Double.NaN, Double.NaN, 0, 0) : Run.median(found).load();
    }

    double bestPerSecond(Workload workload, String contestant) {
        return runs.keySet().stream().filter(work -> work.workload() == workload)
                .mapToDouble(work -> load(workload, work.connections(), contestant).perSecond())
                .max().orElse(Double.NaN);
    }

    long errors(String contestant) {
        return runs.keySet().stream()
                .mapToLong(work -> load(work.workload(), work.connections(), contestant).errors()).sum();
    }

    void print() {
        List<List<String>> lines = new ArrayList<>(List.of(COLUMNS));
        runs.forEach((work, contestants) -> contestants
                .forEach((name, all) -> lines.add(cells(work, name, Run.median(all)))));
        lines.forEach(Report::print);
        try {
            Files.write(CSV, lines.stream().map(cells -> String.join(",", cells)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> cells(Workload.Case work, String contestant, Run run) {
        Run.Load load = run.load();
        Run.Cpu cpu = run.cpu();
        return List.of(work.workload().label(), Integer.toString(work.connections()), contestant, number(0, load.perSecond()),
                ofPgbench(work, contestant), number(2, load.p50()), number(2, load.p99()), Long.toString(load.errors()),
                Long.toString(load.refused()), number(2, cpu.dust()), number(2, cpu.postgres()), number(2, cpu.generator()),
                number(2, cpu.others()));
    }

    /** Empty if there is nothing to compare. */
    private String ofPgbench(Workload.Case work, String contestant) {
        double limit = load(work.workload(), work.connections(), PgbenchContestant.NAME).perSecond();
        return Double.isNaN(limit) || contestant.equals(PgbenchContestant.NAME) ? ""
                : number(3, load(work.workload(), work.connections(), contestant).perSecond() / limit);
    }

    private static String number(int decimals, double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? ("%-" + FIRST_WIDTH + "s").formatted(cells.get(i))
                    : ("%" + (COLUMNS.get(i).length() + 2) + "s").formatted(cells.get(i)));
        }
        System.out.println(line);
    }
}
