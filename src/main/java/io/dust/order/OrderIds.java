package io.dust.order;

/** Among which orders an id is unique. */
public enum OrderIds {
    /** Among all orders. */
    UNIQUE,
    /** Among the orders of one source: then the source is a part of the id. */
    PER_SOURCE;

    /** The id under which Dust knows an order. */
    String of(String source, String id) {
        return this == UNIQUE ? id : source + " " + id;
    }
}
