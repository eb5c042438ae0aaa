package io.dust.bench;

/** What the clients ask for; the scripts for wrk and pgbench have the same names. */
enum Workload {

    READ("read", "read", 10_000),
    WRITE_MANY("write many customers", "write", 100_000),
    WRITE_HOT("write one hot customer", "write", 1),
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

    /** So many clients at once, each of whom sends the next request when the last one is answered. */
    record Case(Workload workload, int connections) {
    }

    String label() {
        return label;
    }

    String script(String extension) {
        return "bench/throughput/" + script + "." + extension;
    }

    /** How many of the customers take part, counted from the first. */
    int customers() {
        return customers;
    }
}
