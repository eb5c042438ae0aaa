package io.dust.bench;

/** Who does the work of a case. */
interface Contestant extends AutoCloseable {

    String name();

    /** Whether it can do that at all. */
    boolean takes(Workload workload);

    /** Lets the clients loose on it, for so many seconds. */
    Run.Load run(Workload.Case work, int seconds);

    /** Of Dust, in seconds, since it started. */
    double cpu();

    /** Whether everything is as it should be after the run. */
    void check();

    @Override
    void close();
}
