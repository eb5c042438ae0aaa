package io.dust.earn.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.dust.account.Balance;
import io.dust.earn.rule.EarningStage;
import io.dust.earn.rule.EarningTerms;
import io.dust.earn.rule.RuleDefinition;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.dust.order.OrderData;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventHandler;
import io.dust.order.OrderEventType;
import io.dust.order.OrderReason;
import io.dust.setting.ActiveSettings;

/** Adds the facts of an event to an order, and makes the points follow. */
record OrderEventCommand(OrderEvent orderEvent, EarnSettings settings) implements OrderCommand {

    static final Reason EARNS_TOO_MUCH = new Reason("earns-too-much", "Too many dust points",
            Reason.Category.UNPROCESSABLE);

    private static final int REFUND_LIMIT = 1000;

    @Override
    public String orderId() {
        return orderEvent.order().id();
    }

    @Override
    public Optional<OrderEvent> event() {
        return Optional.of(orderEvent);
    }

    @Override
    public String label() {
        return orderEvent.type().type();
    }

    @Override
    public String canonical() {
        return orderEvent.canonical();
    }

    @Override
    public Decided<OrderState> decide(OrderState state, LockedAccount account) {
        Order before = state.order().orElseGet(() -> Order.unknown(orderId(), orderEvent.order().currencyCode()));
        Instant at = orderEvent.occurredAt(account.now()).truncatedTo(ChronoUnit.MICROS);
        Order after = addFacts(before, state.rules(), at);
        Optional<PostingResult> contradiction = contradiction(state, before, after);
        if (contradiction.isPresent()) {
            return new Decided<>(contradiction.get(), state);
        }
        return after.equals(before) ? new Decided<>(duplicate(), state)
                : EarningDecision.of(after, account, at, settings).decided(state);
    }

    private Order addFacts(Order before, ActiveSettings<RuleDefinition> rules, Instant at) {
        Order.Facts facts = before.facts().with(orderEvent, at);
        OrderData data = orderEvent.order();
        return before.with(orderEvent.type() != OrderEventType.PLACED || facts.terms() != null ? facts
                : facts.with(rules.of(data.currencyCode())
                        .map(rule -> EarningStage.calculate(data, rule, at).terms(data, rule))
                        .orElseGet(() -> EarningTerms.withoutRule(data.total().orElseThrow()))));
    }

    /** The rejection of an event that cannot be true together with earlier events. */
    private Optional<PostingResult> contradiction(OrderState state, Order before, Order after) {
        OrderData data = orderEvent.order();
        if (!state.owner().orElse(orderEvent.customerId()).equals(orderEvent.customerId())) {
            return contradicts("Order " + data.id() + " belongs to another customer; an order keeps its customer.");
        }
        if (!before.currencyCode().equals(data.currencyCode())) {
            return contradicts("Order " + data.id() + " has the currency " + before.currencyCode() + ", not "
                    + data.currencyCode() + ".");
        }
        EarningTerms terms = before.facts().terms();
        if (orderEvent.type() == OrderEventType.PLACED && terms != null && terms.total() != data.total().orElseThrow()) {
            return contradicts("Order " + data.id() + " was placed with another total; an order keeps its total.");
        }
        return contradictoryRefund(before.facts(), after.facts());
    }

    private Optional<PostingResult> contradictoryRefund(Order.Facts before, Order.Facts after) {
        OrderEvent.Refund refund = orderEvent.refund();
        if (refund != null && before.refunds().getOrDefault(refund.id(), refund.amount()) != refund.amount()) {
            return contradicts("Refund " + refund.id() + " had another amount in an earlier event; a refund keeps its amount.");
        }
        if (after.refunds().size() > REFUND_LIMIT) {
            return contradicts("Order " + orderId() + " has " + REFUND_LIMIT + " refunds already; an order can have no more.");
        }
        EarningTerms terms = after.terms();
        if (terms != null && after.refunded() > terms.total()) {
            return contradicts("The refunds of order " + orderId() + " exceed its total.");
        }
        return terms != null && terms.exceedsLimit()
                ? Optional.of(PostingResult.rejected(EARNS_TOO_MUCH, "Order " + orderId() + " would earn more than "
                        + Balance.LIMIT + " points, the most that an order can earn."))
                : Optional.empty();
    }

    private static Optional<PostingResult> contradicts(String detail) {
        return Optional.of(PostingResult.rejected(OrderReason.EVENT_CONTRADICTION, detail));
    }

    private PostingResult duplicate() {
        return PostingResult.noOp(OrderEventHandler.DUPLICATE, "The event says nothing new about order " + orderId() + ".");
    }
}
