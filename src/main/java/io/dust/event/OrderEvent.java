package io.dust.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
     * @param paidWithPoints what the refunded goods had been paid with points, beside the amount; empty if not told
     */
    public record Refund(String id, long amount, OptionalLong paidWithPoints) {

        private String canonical() {
            return id + " " + amount + (paidWithPoints.isPresent() ? " " + paidWithPoints.getAsLong() : "");
        }
    }

    /**
     * The id of a request to the ledger that is made of it: source and id together are unique, as CloudEvents has it.
     *
     * @param part which of its requests, at most 10 characters
     */
    public String requestId(String part) {
        return part + ":" + source + " " + id;
    }

    /** What it says, whatever else comes with it: an event that is sent again must say the same. */
    public String canonical() {
        return String.join("\n", type.type(), order.canonical(), refund == null ? "" : refund.canonical());
    }
}
