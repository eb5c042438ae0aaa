package io.dust.order;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Refund;

/**
 * What an event says of its order. What it does not say is null.
 *
 * @param createdAt the order's own time
 * @param updatedAt the version of the order
 * @param promotions the discounts that were applied
 * @param refunds all refunds that stand
 */
public record ToldOrder(@Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable OrderContent content,
        @Nullable List<Promotion> promotions, @Nullable List<Refund> refunds, Payment payment, Status status) {

    /** Whether the whole order is paid. A part of a payment says nothing. */
    public enum Payment {
        PAID,
        UNPAID,
        UNTOLD
    }

    public enum Status {
        OPEN,
        COMPLETED,
        CANCELED,
        UNTOLD
    }
}
