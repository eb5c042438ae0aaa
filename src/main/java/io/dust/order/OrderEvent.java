package io.dust.order;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.dust.account.Cause;
import io.dust.account.Reference;

/**
 * An event about an order.
 *
 * @param source the CloudEvents source: the shop
 * @param id the CloudEvents id; source and id together name the event
 * @param time when the event happened; empty when the shop does not say
 * @param refund of an {@link OrderEventType#REFUNDED} event, null for any other
 * @param data the data of the event as it was received, as JSON
 */
public record OrderEvent(String source, String id, OrderEventType type, Optional<Instant> time, String customerId,
        OrderData order, @Nullable Refund refund, String data) {

    /**
     * One refund of possibly several.
     *
     * @param amount in minor units of the order's currency
     * @param paidWithPoints the part of the refunded goods that points had paid for, beside the
     *        amount; empty when the event has none
     */
    public record Refund(String id, long amount, OptionalLong paidWithPoints) {

        private String canonical() {
            return id + " " + amount + (paidWithPoints.isPresent() ? " " + paidWithPoints.getAsLong() : "");
        }
    }

    /** When the event happened, but never in the future. */
    public Instant occurredAt(Instant now) {
        return time.filter(known -> known.isBefore(now)).orElse(now);
    }

    /** The order, as the cause of a change of points. */
    public Cause cause() {
        return Cause.of(source, reference(order.id()));
    }

    public static Reference reference(String orderId) {
        return new Reference("order", orderId);
    }

    /** The content in a form that never changes: a repeated event must have the same content. */
    public String canonical() {
        return String.join("\n", type.type(), order.canonical(), refund == null ? "" : refund.canonical());
    }
}
