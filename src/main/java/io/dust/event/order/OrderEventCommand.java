package io.dust.event.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.earn.order.EarnSettings;
import io.dust.event.refused.RefusedEvents;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.dust.order.DiscountCode;
import io.dust.order.OrderEvent;
import io.dust.order.OrderReason;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Returns;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.redeem.order.SpendingDecision;

/** Adds the facts of an event to an order, and makes its points follow. */
record OrderEventCommand(OrderEvent event, Instant receivedAt, EarnSettings settings) implements OrderCommand {

    @Override
    public String label() {
        return event.type().type();
    }

    @Override
    public String canonical() {
        return event.canonical();
    }

    @Override
    public String orderId() {
        return event.orderId();
    }

    @Override
    public Currency currency() {
        return event.currency();
    }

    @Override
    public @Nullable Instant placedAt() {
        Instant createdAt = event.order().createdAt();
        return event.type().hasContent() ? createdAt == null ? event.asOf(receivedAt) : createdAt : null;
    }

    @Override
    public List<UUID> holdIds() {
        List<Promotion> promotions = event.order().promotions();
        return promotions == null ? List.of()
                : promotions.stream().flatMap(promotion -> DiscountCode.id(promotion.code()).stream()).toList();
    }

    @Override
    public Decided<OrderAccount> decide(OrderAccount known, LockedAccount account) {
        String customerId = account.account().customerId();
        Optional<String> elsewhere = known.order().directoryCustomer().filter(customer -> !customer.equals(customerId));
        if (elsewhere.isPresent()) {
            return Decided.rejected(known, OrderReason.OTHER_CUSTOMER, elsewhere.get());
        }
        Instant at = event.occurredAt(account.now()).truncatedTo(ChronoUnit.MICROS);
        Order before = known.order().order().orElseGet(() -> Order.unknown(orderId(), currency()));
        OrderFacts facts = before.facts().with(event, account.now());
        Optional<String> contradiction = Contradiction.find(event, before, facts);
        if (contradiction.isPresent()) {
            return Decided.rejected(known, OrderReason.EVENT_CONTRADICTION, contradiction.get());
        }
        if (facts.saysTheSameAs(before.facts())) {
            return duplicate(known, before, facts);
        }
        Order after = before.with(facts).withUnsettled(facts.customers().size() > 1);
        OrderDecision decision = OrderDecision.of(before.facts(), after, known, account, at, settings);
        if (decision.result() instanceof PostingResult.Rejected) {
            return new Decided<>(decision.result(), known);
        }
        List<SpendingDecision.Notice> notices = new ArrayList<>(decision.notices());
        excess(before.facts(), facts).ifPresent(notices::add);
        return new Decided<>(decision.result(), decision.known(), RefusedEvents.insert(
                notices.stream().map(notice -> seen(notice.reason(), notice.detail())).toList(), account.now()));
    }

    /** What was told before may still be told for a later instant. */
    private Decided<OrderAccount> duplicate(OrderAccount known, Order before, OrderFacts facts) {
        OrderAccount after = facts.isSameAs(before.facts()) ? known
                : new OrderAccount(known.order().with(before.with(facts)), known.checkout(), known.rules());
        return Decided.noOp(after, OrderEvents.DUPLICATE, "The event says nothing new about order " + orderId() + ".");
    }

    private RefusedEvents.Refused seen(Reason reason, String detail) {
        return RefusedEvents.Refused.of(event, reason, detail);
    }

    /** More money went back than the order cost: its points go, and staff see why. */
    private Optional<SpendingDecision.Notice> excess(OrderFacts before, OrderFacts after) {
        long excess = excess(after);
        return excess == 0 || excess == excess(before) ? Optional.empty()
                : Optional.of(new SpendingDecision.Notice(OrderReason.REFUND_EXCEEDS_TOTAL, "The refunds of order " + orderId()
                        + " exceed its total; all its points are taken back."));
    }

    private static long excess(OrderFacts facts) {
        OrderContent content = facts.currentContent();
        return content == null ? 0 : Returns.of(content, 0, facts.currentRefunds()).excess();
    }
}
