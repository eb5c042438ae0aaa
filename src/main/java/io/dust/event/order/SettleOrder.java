package io.dust.event.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.earn.order.EarnSettings;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;

/**
 * Tells another customer's account what is known of an order that has moved: the points move with
 * it. The accounts join their facts, so this can be done any number of times.
 */
record SettleOrder(String orderId, Currency currency, OrderFacts facts, EarnSettings settings) implements OrderCommand {

    @Override
    public String label() {
        return "order.settle";
    }

    @Override
    public String canonical() {
        return "settle " + orderId;
    }

    @Override
    public @Nullable Instant placedAt() {
        return facts.placedAt();
    }

    @Override
    public List<UUID> holdIds() {
        return List.of();
    }

    @Override
    public Decided<OrderAccount> decide(OrderAccount known, LockedAccount account) {
        Order before = known.order().order().orElseGet(() -> Order.unknown(orderId, currency));
        OrderFacts joined = before.facts().join(facts);
        Order after = before.with(joined).withUnsettled(before.unsettled() || !joined.isSameAs(facts));
        OrderDecision decision = OrderDecision.of(joined, after, known, account, account.now(), settings);
        return new Decided<>(decision.result(), decision.known());
    }
}
