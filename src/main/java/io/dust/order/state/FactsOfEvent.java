package io.dust.order.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.dust.order.OrderEvent;
import io.dust.order.OrderEventType;
import io.dust.order.ToldOrder;

/** What one event says of an order. */
final class FactsOfEvent {

    private FactsOfEvent() {
    }

    /** @param at the instant for which the event is true */
    static OrderFacts read(OrderEvent event, Instant at) {
        ToldOrder order = event.order();
        OrderEventType type = event.type();
        boolean paid = type == OrderEventType.PAID
                || (type.hasContent() && order.payment() == ToldOrder.Payment.PAID);
        boolean unpaid = type == OrderEventType.UPDATED && order.payment() == ToldOrder.Payment.UNPAID;
        Instant placed = order.createdAt() == null || order.createdAt().isAfter(at) ? at : order.createdAt();
        boolean completed = type == OrderEventType.COMPLETED
                || (type == OrderEventType.UPDATED && order.status() == ToldOrder.Status.COMPLETED);
        Long total = order.content() == null ? null : order.content().total();
        return new OrderFacts(type.hasContent() ? placed : null,
                type.hasContent() ? new Told<>(Objects.requireNonNull(order.content()), at) : null,
                told(order.promotions(), at),
                paid || unpaid ? new Told<>(new OrderFacts.Payment(paid, total), at) : null, paid ? at : null,
                completed ? at : null,
                told(canceled(event), at),
                type == OrderEventType.UPDATED ? told(order.refunds(), at) : null,
                event.refund() == null ? Map.of() : Map.of(event.refund().id(), new Told<>(event.refund(), at)),
                new Told<>(event.customerId(), at), new TreeSet<>(List.of(event.customerId())),
                new TreeSet<>(List.of(event.source())));
    }

    /**
     * Whether the event says that the order is canceled; null when it says neither. A statement
     * undoes a cancellation only when it says when that was.
     */
    private static @Nullable Boolean canceled(OrderEvent event) {
        return switch (event.type()) {
            case CANCELED -> Boolean.TRUE;
            case PLACED, COMPLETED -> event.isTimed() ? Boolean.FALSE : null;
            case UPDATED -> event.order().status() == ToldOrder.Status.UNTOLD ? null
                    : Boolean.valueOf(event.order().status() == ToldOrder.Status.CANCELED);
            case PAID, REFUNDED -> null;
        };
    }

    private static <T> @Nullable Told<T> told(@Nullable T value, Instant at) {
        return value == null ? null : new Told<>(value, at);
    }
}
