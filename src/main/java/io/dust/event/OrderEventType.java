package io.dust.event;

import java.util.Arrays;
import java.util.Optional;

/** What can happen to an order. */
public enum OrderEventType {
    PLACED("order.placed", "was placed"),
    PAID("order.paid", "was paid"),
    COMPLETED("order.completed", "was completed"),
    CANCELED("order.canceled", "was canceled"),
    REFUNDED("order.refunded", "was refunded");

    private final String type;
    private final String verb;

    OrderEventType(String type, String verb) {
        this.type = type;
        this.verb = verb;
    }

    static Optional<OrderEventType> of(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findAny();
    }

    /** The CloudEvents type. */
    public String type() {
        return type;
    }

    /** What happened, to be read after the order. */
    public String verb() {
        return verb;
    }
}
