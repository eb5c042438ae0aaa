package io.dust.order;

import java.util.Arrays;
import java.util.Optional;

public enum OrderEventType {
    PLACED("order.placed"),
    PAID("order.paid"),
    COMPLETED("order.completed"),
    CANCELED("order.canceled"),
    REFUNDED("order.refunded");

    private final String type;

    OrderEventType(String type) {
        this.type = type;
    }

    public static Optional<OrderEventType> of(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findAny();
    }

    /** The CloudEvents type. */
    public String type() {
        return type;
    }
}
