package io.dust.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.order.content.Refund;

/**
 * An event about an order.
 *
 * @param source the CloudEvents source: the shop
 * @param id the CloudEvents id; source and id together name the event
 * @param time when the event happened; empty when the shop does not say
 * @param order what the event says of the order
 * @param refund of an {@link OrderEventType#REFUNDED} event, null for any other
 * @param notes sentences about what Dust has rounded or left out
 * @param told the members of the data that Dust reads, as they were received
 * @param data the data of the event as it was received, as JSON
 */
public record OrderEvent(String source, String id, OrderEventType type, Optional<Instant> time, String customerId,
        String orderId, Currency currency, ToldOrder order, @Nullable Refund refund, List<String> notes, String told,
        String data) {

    /** When the event happened, but never in the future. */
    public Instant occurredAt(Instant now) {
        return time.filter(known -> known.isBefore(now)).orElse(now);
    }

    /**
     * The instant for which the event describes the order: of a statement its time, of a state its
     * version. Never in the future.
     */
    public Instant asOf(Instant now) {
        Instant version = type == OrderEventType.UPDATED ? order.updatedAt() : null;
        return version == null ? occurredAt(now) : version.isBefore(now) ? version : now;
    }

    /** Whether the shop says for which instant the event describes the order. */
    public boolean isTimed() {
        return time.isPresent() || (type == OrderEventType.UPDATED && order.updatedAt() != null);
    }

    /** The order, as the cause of a change of points. */
    public Cause cause() {
        return Cause.of(source, reference(orderId));
    }

    public static Reference reference(String orderId) {
        return new Reference("order", orderId);
    }

    /** The content in a form that never changes: a repeated event must have the same content. */
    public String canonical() {
        return type.type() + "\n" + told;
    }
}
