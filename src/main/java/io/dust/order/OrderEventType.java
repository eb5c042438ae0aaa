package io.dust.order;

import java.util.Arrays;
import java.util.Optional;

/** What an event says. All but {@link #UPDATED} are statements about an order. */
public enum OrderEventType {
    PLACED("order.placed"),
    PAID("order.paid"),
    COMPLETED("order.completed"),
    CANCELED("order.canceled"),
    REFUNDED("order.refunded"),
    /** The whole order as it is now. */
    UPDATED("order.updated");

    private final String type;

    OrderEventType(String type) {
        this.type = type;
    }

    public static Optional<OrderEventType> of(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findAny();
    }

    /** Whether the event has the content of the order. */
    public boolean hasContent() {
        return this == PLACED || this == UPDATED;
    }

    /** The CloudEvents type. */
    public String type() {
        return type;
    }
}
