package io.dust.bench;

/** The requests of the clients; the scripts for wrk and pgbench have the same names. */
enum Workload {

    READ("read", "read", 10_000),
    WRITE_MANY("write many customers", "write", 100_000),
    WRITE_HOT("write one hot customer", "write", 1),
    EVENTS_MANY("events many customers", "events", 100_000),
    EVENTS_HOT("events one customer", "events", 1),
    HOLDS_MANY("holds many customers", "holds", 100_000),
    HOLDS_HOT("holds one customer", "holds", 1),
    /** More clients than Dust can serve; the requests that still succeed count. */
    OVERLOAD("overload many customers", "overload", 100_000);

    private final String label;
    private final String script;
    private final int customers;

    Workload(String label, String script, int customers) {
        this.label = label;
        this.script = script;
        this.customers = customers;
    }

    /**
     * A workload with concurrent clients. A client sends its next request after the response to the
     * last one.
     */
    record Case(Workload workload, int connections) {
    }

    String label() {
        return label;
    }

    String script(String extension) {
        return "bench/throughput/" + script + "." + extension;
    }

    /** Whether pgbench can run the same workload. */
    boolean isPlain() {
        return this == READ || this == WRITE_MANY || this == WRITE_HOT;
    }

    /**
     * The least number of transactions after these responses; an order may be paid before it is
     * placed.
     */
    long transactions(long answers) {
        return switch (this) {
            case READ -> 0;
            case EVENTS_MANY, EVENTS_HOT -> answers / 2;
            case WRITE_MANY, WRITE_HOT, HOLDS_MANY, HOLDS_HOT, OVERLOAD -> answers;
        };
    }

    /** The number of customers in this workload. */
    int customers() {
        return customers;
    }
}
