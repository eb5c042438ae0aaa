package io.dust.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The result of one run of a case, or the median of several. */
record Run(Load load, Cpu cpu) {

    /**
     * The figures of the clients.
     *
     * @param perSecond requests, or statements, that succeeded
     * @param p50 of the latency, in milliseconds
     * @param p99 of the latency, in milliseconds
     * @param refused answers 503 with {@code Retry-After}, where they are allowed
     */
    record Load(double perSecond, double p50, double p99, long errors, long refused) {
    }

    /** The CPU time of the processes in seconds; {@code machine} is that of all processes. */
    record Cpu(double dust, double postgres, double generator, double machine) {

        Cpu minus(Cpu before) {
            return new Cpu(dust - before.dust, postgres - before.postgres, generator - before.generator,
                    machine - before.machine);
        }

        /**
         * The CPU time of all other processes. If it is large, the machine was busy and the run is
         * not reliable.
         */
        double others() {
            return Math.max(0, machine - dust - postgres - generator);
        }
    }

    /** The median of each figure, and the sum of the errors. */
    static Run median(List<Run> runs) {
        return new Run(
                new Load(median(runs, run -> run.load.perSecond), median(runs, run -> run.load.p50),
                        median(runs, run -> run.load.p99), runs.stream().mapToLong(run -> run.load.errors).sum(),
                        Math.round(median(runs, run -> run.load.refused))),
                new Cpu(median(runs, run -> run.cpu.dust), median(runs, run -> run.cpu.postgres),
                        median(runs, run -> run.cpu.generator), median(runs, run -> run.cpu.machine)));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return percentile(runs.stream().mapToDouble(figure), 50);
    }

    /** NaN if there are no values. */
    static double percentile(DoubleStream values, int percent) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1L) * percent / 100)];
    }
}
