package io.dust.bench;

import java.util.List;
import java.util.Locale;

/** The targets of Dust, relative to pgbench on the same machine in the same run. */
final class Targets {

    private static final int CONNECTIONS = 64;

    private final Report report;
    private final String dust;

    Targets(Report report, String dust) {
        this.report = report;
        this.dust = dust;
    }

    private record Target(String what, double figure, double atLeast, double below) {

        static Target atLeast(double limit, String what, double figure) {
            return new Target(what, figure, limit, Double.POSITIVE_INFINITY);
        }

        static Target below(double limit, String what, double figure) {
            return new Target(what, figure, Double.NEGATIVE_INFINITY, limit);
        }

        boolean met() {
            return figure >= atLeast && figure < below;
        }

        String limit() {
            return Double.isInfinite(below) ? "at least " + atLeast : "below " + below;
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
                Target.atLeast(0.2, "read, of pgbench's", ofPgbench(Workload.READ)),
                Target.atLeast(0.5, "write many customers, of pgbench's", ofPgbench(Workload.WRITE_MANY)),
                Target.atLeast(4, "write one hot customer, of pgbench's", ofPgbench(Workload.WRITE_HOT)),
                Target.below(15, "read, p99 in ms", p99(Workload.READ)),
                Target.below(25, "write many customers, p99 in ms", p99(Workload.WRITE_MANY)),
                Target.below(25, "write one hot customer, p99 in ms", p99(Workload.WRITE_HOT)),
                Target.atLeast(0.5, "events many customers, of their plain changes",
                        ofPlain(Workload.EVENTS_MANY, Workload.WRITE_MANY)),
                Target.atLeast(0.5, "events one customer, of its plain changes",
                        ofPlain(Workload.EVENTS_HOT, Workload.WRITE_HOT)),
                Target.below(40, "events many customers, p99 in ms", p99(Workload.EVENTS_MANY)),
                Target.below(40, "events one customer, p99 in ms", p99(Workload.EVENTS_HOT)),
                // A hold and its capture are two responses.
                Target.atLeast(0.333, "pairs of hold and capture many customers, of their plain changes",
                        ofPlain(Workload.HOLDS_MANY, Workload.WRITE_MANY) / 2),
                Target.atLeast(0.333, "pairs of hold and capture one customer, of its plain changes",
                        ofPlain(Workload.HOLDS_HOT, Workload.WRITE_HOT) / 2),
                Target.atLeast(0.8, "overload, of the best with many customers",
                        report.bestPerSecond(Workload.OVERLOAD, dust) / report.bestPerSecond(Workload.WRITE_MANY, dust)),
                Target.below(1, "errors", report.errors(dust)));
    }

    private double ofPgbench(Workload workload) {
        return report.load(workload, CONNECTIONS, dust).perSecond()
                / report.load(workload, CONNECTIONS, PgbenchContestant.NAME).perSecond();
    }

    private double ofPlain(Workload events, Workload plain) {
        return report.load(events, CONNECTIONS, dust).perSecond() / report.load(plain, CONNECTIONS, dust).perSecond();
    }

    private double p99(Workload workload) {
        return report.load(workload, CONNECTIONS, dust).p99();
    }
}
