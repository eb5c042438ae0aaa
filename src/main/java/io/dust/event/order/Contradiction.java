package io.dust.event.order;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.order.OrderEvent;
import io.dust.order.content.Refund;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;

/** Finds out whether an event cannot be true together with what is known. */
final class Contradiction {

    private static final int REFUND_LIMIT = 1000;
    private static final int CUSTOMER_LIMIT = 10;
    private static final int SOURCE_LIMIT = 10;

    private Contradiction() {
    }

    /**
     * The sentence that says why; empty when the event can be true.
     *
     * @param before the order before the event
     * @param after the facts with the event
     */
    static Optional<String> find(OrderEvent event, Order before, OrderFacts after) {
        if (!before.currency().equals(event.currency())) {
            return Optional.of("Order " + event.orderId() + " has the currency " + before.currency() + ", not "
                    + event.currency() + ".");
        }
        if (isOtherShops(event, before.facts())) {
            return Optional.of("Order " + event.orderId() + " of another source belongs to another customer; when the order"
                    + " numbers of several shops can be equal, set DUST_EVENT_ORDER_IDS to per_source.");
        }
        if (after.customers().size() > CUSTOMER_LIMIT || after.sources().size() > SOURCE_LIMIT) {
            return Optional.of("Order " + event.orderId() + " has had " + CUSTOMER_LIMIT + " customers or " + SOURCE_LIMIT
                    + " sources already; it can have no more.");
        }
        if (after.currentRefunds().size() > REFUND_LIMIT) {
            return Optional.of("Order " + event.orderId() + " has " + REFUND_LIMIT + " refunds already; it can have no more.");
        }
        return hasOtherAmount(event, before.facts()) ? Optional.of("Refund " + refundId(event)
                + " had another amount in an earlier event, and one of both events has no time that says which is later.")
                : Optional.empty();
    }

    private static boolean isOtherShops(OrderEvent event, OrderFacts before) {
        return before.isOfAnotherSource(event.source()) && !before.belongsTo(event.customerId());
    }

    /** Only by their times is it known which of two amounts is right. */
    private static boolean hasOtherAmount(OrderEvent event, OrderFacts before) {
        Refund refund = event.refund();
        if (refund == null || event.isTimed()) {
            return false;
        }
        return before.currentRefunds().stream().filter(known -> known.id().equals(refund.id()))
                .anyMatch(known -> known.contradicts(refund));
    }

    private static @Nullable String refundId(OrderEvent event) {
        return event.refund() == null ? null : event.refund().id();
    }
}
