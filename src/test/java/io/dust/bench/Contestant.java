package io.dust.bench;

/** A system under load: Dust or PostgreSQL alone. */
interface Contestant extends AutoCloseable {

    String name();

    /** Whether this system supports the workload. */
    boolean takes(Workload workload);

    /** Runs the load for a number of seconds. */
    Run.Load run(Workload.Case work, int seconds);

    /** The CPU time of Dust in seconds since its start. */
    double cpu();

    /** Fails unless the data is correct after the run. */
    void check();

    @Override
    void close();
}
