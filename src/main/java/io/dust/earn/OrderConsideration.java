package io.dust.earn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.dust.event.OrderData;
import io.dust.event.OrderEvent;
import io.dust.event.OrderEventHandler;
import io.dust.event.OrderEventType;
import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Reason;
import io.dust.setting.CurrentSettings;

/** What follows from an event about an order. */
record OrderConsideration(OrderEvent event, EarnSettings settings) implements Considered.Consideration<OrderEntry> {

    private static final int REFUND_LIMIT = 1000;

    @Override
    public Considered.Conclusion<OrderEntry> conclude(Optional<OrderEntry> row, Balance balance, Instant now) {
        OrderEntry entry = row.orElseThrow();
        Order before = entry.order().orElseGet(() -> Order.unheardOf(event.order().id(), event.order().currencyCode()));
        Instant at = event.time().filter(time -> time.isBefore(now)).orElse(now).truncatedTo(ChronoUnit.MICROS);
        Order learned = learn(before, entry.rules(), at);
        Optional<Decision.Refuse> contradiction = contradiction(entry, before, learned);
        if (contradiction.isPresent()) {
            return unchanged(contradiction.get());
        }
        return learned.equals(before) ? unchanged(told(before))
                : Settlement.of(learned, balance, settings, now).conclude(entry, at);
    }

    private Order learn(Order before, CurrentSettings<RuleDefinition> rules, Instant at) {
        Order.Facts learned = before.facts().with(event, at);
        OrderData data = event.order();
        return before.with(event.type() != OrderEventType.PLACED || learned.terms() != null ? learned
                : learned.with(rules.of(data.currencyCode())
                        .map(rule -> Computation.of(data, rule, at).terms(data, rule))
                        .orElseGet(() -> Terms.withoutRule(data.total().orElseThrow()))));
    }

    /** Whatever cannot be true together with what was told before. */
    private Optional<Decision.Refuse> contradiction(OrderEntry entry, Order before, Order learned) {
        OrderData data = event.order();
        if (!entry.owner().orElse(event.customerId()).equals(event.customerId())) {
            return refuse("Order " + data.id() + " is another customer's.");
        }
        if (!before.currencyCode().equals(data.currencyCode())) {
            return refuse("Order " + data.id() + " is in " + before.currencyCode() + ".");
        }
        Terms terms = before.facts().terms();
        if (event.type() == OrderEventType.PLACED && terms != null
                && terms.total() != data.total().orElseThrow()) {
            return refuse("Order " + data.id() + " was placed with another total.");
        }
        return contradictoryRefund(before.facts(), learned.facts());
    }

    private Optional<Decision.Refuse> contradictoryRefund(Order.Facts before, Order.Facts learned) {
        OrderEvent.Refund refund = event.refund();
        if (refund != null && before.refunds().getOrDefault(refund.id(), refund.amount()) != refund.amount()) {
            return refuse("Refund " + refund.id() + " was told before with another amount.");
        }
        if (learned.refunds().size() > REFUND_LIMIT) {
            return refuse("An order has at most " + REFUND_LIMIT + " refunds.");
        }
        Terms terms = learned.terms();
        if (terms != null && learned.refunded() > terms.total()) {
            return refuse("The refunds of order " + event.order().id() + " add up to more than its total.");
        }
        return terms != null && terms.exceedsLimit()
                ? Optional.of(new Decision.Refuse(Reason.EARNS_TOO_MUCH,
                        "total would earn more than " + Balance.LIMIT + " points."))
                : Optional.empty();
    }

    private static Optional<Decision.Refuse> refuse(String detail) {
        return Optional.of(new Decision.Refuse(Reason.EVENT_CONTRADICTION, detail));
    }

    private static Decision told(Order order) {
        return new Decision.Keep(OrderEventHandler.DUPLICATE, "All of it has been told before of order " + order.id() + ".");
    }

    private static Considered.Conclusion<OrderEntry> unchanged(Decision decision) {
        return new Considered.Conclusion<>(decision, Optional.empty());
    }
}
