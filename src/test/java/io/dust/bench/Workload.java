package io.dust.bench;

/** What the clients ask for; the scripts for wrk and pgbench have the same names. */
enum Workload {

    READ("read", "read", 10_000),
    WRITE_MANY("write many customers", "write", 100_000),
    WRITE_HOT("write one hot customer", "write", 1),
    /** Orders are placed and paid. */
    EVENTS_MANY("events many customers", "events", 100_000),
    EVENTS_HOT("events one customer", "events", 1),
    /** Points are held for a cart, and captured. */
    HOLDS_MANY("holds many customers", "holds", 100_000),
    HOLDS_HOT("holds one customer", "holds", 1),
    /** Far more clients than can be served: what counts is what Dust still does. */
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
     * So many clients at once, each of whom sends the next request when the last one is answered.
     */
    record Case(Workload workload, int connections) {
    }

    String label() {
        return label;
    }

    String script(String extension) {
        return "bench/throughput/" + script + "." + extension;
    }

    /** Whether it is plain enough for pgbench to do the same. */
    boolean isPlain() {
        return this == READ || this == WRITE_MANY || this == WRITE_HOT;
    }

    /**
     * How many transactions are there at the least, after so many answers: an order may be paid
     * before it is placed.
     */
    long transactions(long answers) {
        return switch (this) {
            case READ -> 0;
            case EVENTS_MANY, EVENTS_HOT -> answers / 2;
            case WRITE_MANY, WRITE_HOT, HOLDS_MANY, HOLDS_HOT, OVERLOAD -> answers;
        };
    }

    /** How many of the customers take part, counted from the first. */
    int customers() {
        return customers;
    }
}
