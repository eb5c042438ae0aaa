package io.dust.event;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order, as a shop tells it.
 *
 * @param source the CloudEvents source: which shop
 * @param id the CloudEvents id; with the source it names the event
 * @param time when it happened, if the shop tells
 * @param refund what an {@link OrderEventType#REFUNDED} one is about, null for all others
 * @param data the event's data as it came, as JSON
 */
public record OrderEvent(String source, String id, OrderEventType type, Optional<Instant> time, String customerId,
        OrderData order, @Nullable Refund refund, String data) {

    /**
     * One refund of possibly several.
     *
     * @param amount in minor units of the order's currency
     */
    public record Refund(String id, long amount) {
    }

    /** The id of its request to the ledger: source and id together are unique, as CloudEvents has it. */
    public String requestId() {
        return "event:" + source + " " + id;
    }

    /** What it says, whatever else comes with it: an event that is sent again must say the same. */
    public String canonical() {
        return String.join("\n", type.type(), order.canonical(), refund == null ? "" : refund.id() + " " + refund.amount());
    }
}
