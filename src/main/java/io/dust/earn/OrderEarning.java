package io.dust.earn;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.event.OrderEvent;
import io.dust.event.OrderEventHandler;
import io.dust.ledger.Concluded;
import io.dust.ledger.Considered;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reference;
import io.smallrye.mutiny.Uni;

/** Makes an event about an order a request to the ledger. */
@Singleton
class OrderEarning implements OrderEventHandler {

    static final String REFERENCE_TYPE = "order";

    private final Ledger ledger;
    private final Orders orders;
    private final EarnSettings settings;

    OrderEarning(Ledger ledger, Orders orders, EarnSettings settings) {
        this.ledger = ledger;
        this.orders = orders;
        this.settings = settings;
    }

    @Override
    public List<Uni<Concluded<?>>> handle(OrderEvent event) {
        if (event.order().currency().isEmpty()) {
            return List.of(Uni.createFrom().item(new Concluded<>(Optional.empty(), Optional.empty(), IGNORED,
                    event.order().currencyCode() + " is no currency that ISO 4217 knows, so nothing is earned.", false)));
        }
        String orderId = event.order().id();
        return List.of(ledger.conclude(new PostingRequest(event.customerId(), event.requestId("event"),
                new Considered<>(orders, orderId, event.type().type(), event.canonical(),
                        new OrderConsideration(event, settings)),
                "Order " + orderId + " " + event.type().verb(), new Reference(REFERENCE_TYPE, orderId), event.source()),
                orders).map(concluded -> concluded));
    }

    /** The event that a request was made of, if it was made of one. */
    static Optional<OrderEvent> eventOf(PostingRequest request) {
        return request.intent() instanceof Considered<?> considered
                && considered.consideration() instanceof OrderConsideration consideration
                        ? Optional.of(consideration.event())
                        : Optional.empty();
    }
}
