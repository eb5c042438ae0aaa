package io.dust.bench;

import java.util.List;
import java.util.Locale;

/**
 * The targets of Dust at 64 connections, as ratios of figures of one run: the speed of the machine
 * drifts.
 */
final class Targets {

    private static final int CONNECTIONS = 64;

    private final Report report;
    private final String dust;
    private final boolean isNative;

    /** @param dust the name of the contestant, {@code native} or {@code jar} */
    Targets(Report report, String dust) {
        this.report = report;
        this.dust = dust;
        this.isNative = dust.equals("native");
    }

    private record Target(String what, double figure, double atLeast, double atMost) {

        boolean met() {
            return figure >= atLeast && figure <= atMost;
        }

        String limit() {
            return Double.isInfinite(atMost) ? "at least " + atLeast : "at most " + atMost;
        }
    }

    /** Prints each target; returns whether all are met. */
    boolean printAndTell() {
        for (Target target : targets()) {
            System.out.printf(Locale.ROOT, "%-7s%-8s%-70s%10.3f, %s%n", target.met() ? "met" : "MISSED", dust, target.what(),
                    target.figure(), target.limit());
        }
        return targets().stream().allMatch(Target::met);
    }

    private List<Target> targets() {
        return List.of(
                atLeast(0.5, 1.2, "read, of pgbench's", ofPgbench(Workload.READ)),
                atMost(2.5, 1.5, "read, p99 of pgbench's", p99OfPgbench(Workload.READ)),
                atLeast(1.2, 1.6, "write many customers, of pgbench's", ofPgbench(Workload.WRITE_MANY)),
                atMost(1, 0.8, "write many customers, p99 of pgbench's", p99OfPgbench(Workload.WRITE_MANY)),
                atLeast(6, 12, "write one hot customer, of pgbench's", ofPgbench(Workload.WRITE_HOT)),
                atMost(0.1, 0.05, "write one hot customer, p99 of pgbench's", p99OfPgbench(Workload.WRITE_HOT)),
                atLeast(0.6, 0.8, "events many customers, of their plain changes",
                        ofPlain(Workload.EVENTS_MANY, Workload.WRITE_MANY)),
                atLeast(0.6, 0.8, "events one customer, of its plain changes",
                        ofPlain(Workload.EVENTS_HOT, Workload.WRITE_HOT)),
                // A hold and its capture are two responses.
                atLeast(0.4, 0.4, "pairs of hold and capture many customers, of their plain changes",
                        ofPlain(Workload.HOLDS_MANY, Workload.WRITE_MANY) / 2),
                atLeast(0.4, 0.4, "pairs of hold and capture one customer, of its plain changes",
                        ofPlain(Workload.HOLDS_HOT, Workload.WRITE_HOT) / 2),
                atLeast(0.9, 1.1, "overload, of the best with many customers",
                        report.bestPerSecond(Workload.OVERLOAD, dust) / report.bestPerSecond(Workload.WRITE_MANY, dust)),
                atMost(0, 0, "errors", report.errors(dust)));
    }

    private Target atLeast(double limitOfNative, double limitOfJar, String what, double figure) {
        return new Target(what, figure, isNative ? limitOfNative : limitOfJar, Double.POSITIVE_INFINITY);
    }

    private Target atMost(double limitOfNative, double limitOfJar, String what, double figure) {
        return new Target(what, figure, Double.NEGATIVE_INFINITY, isNative ? limitOfNative : limitOfJar);
    }

    private double ofPgbench(Workload workload) {
        return report.load(workload, CONNECTIONS, dust).perSecond()
                / report.load(workload, CONNECTIONS, PgbenchContestant.NAME).perSecond();
    }

    private double ofPlain(Workload events, Workload plain) {
        return report.load(events, CONNECTIONS, dust).perSecond() / report.load(plain, CONNECTIONS, dust).perSecond();
    }

    private double p99OfPgbench(Workload workload) {
        return report.load(workload, CONNECTIONS, dust).p99()
                / report.load(workload, CONNECTIONS, PgbenchContestant.NAME).p99();
    }
}
