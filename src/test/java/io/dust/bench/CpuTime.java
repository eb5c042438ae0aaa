package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of processes, in seconds, from {@code /proc/<pid>/stat}. */
final class CpuTime {

    /** The unit of these times on every common Linux, independent of the tick of the kernel. */
    private static final double TICKS_IN_SECOND = 100;
    /** Fields after the command; proc(5) numbers them from 3, the state. */
    private static final int UTIME = 14 - 3;
    private static final int STIME = 15 - 3;
    private static final int CUTIME = 16 - 3;
    private static final int CSTIME = 17 - 3;
    /** Fields of the first line of {@code /proc/stat}. */
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;

    private CpuTime() {
    }

    static double of(long process) {
        return sum(process, UTIME, STIME);
    }

    /** The CPU time of the ended children of a process. */
    static double ofEndedChildren(long process) {
        return sum(process, CUTIME, CSTIME);
    }

    /** The CPU time of a process and all its children. */
    static double ofFamily(long process) {
        double children = ProcessHandle.of(process).orElseThrow().children().mapToDouble(child -> of(child.pid())).sum();
        return of(process) + ofEndedChildren(process) + children;
    }

    /** The CPU time of the whole machine. */
    static double ofMachine() {
        try {
            String[] values = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
            long ticks = 0;
            for (int field = 1; field <= STEAL; field++) {
                ticks += field == IDLE || field == IOWAIT ? 0 : Long.parseLong(values[field]);
            }
            return ticks / TICKS_IN_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double sum(long process, int... fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field : fields) {
                ticks += Long.parseLong(values[field]);
            }
            return ticks / TICKS_IN_SECOND;
        } catch (IOException e) {
            // The process has just ended, and its parent has its time.
            return 0;
        }
    }
}
