package io.dust.event.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.earn.rule.RuleHistory;
import io.dust.earn.rule.RuleQuery;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Need;
import io.dust.ledger.Need.Both;
import io.dust.ledger.StatefulCommand;
import io.dust.order.state.OrderState;
import io.dust.redeem.checkout.CheckoutState;

/** A command about what an order earns and what it costs. */
interface OrderCommand extends StatefulCommand<Both<Both<OrderState, CheckoutState>, RuleHistory>> {

    String orderId();

    Currency currency();

    /** When the order was placed, if the command may entitle the customer to its points; else null. */
    @Nullable
    Instant placedAt();

    /** The holds that the command names. */
    List<UUID> holdIds();

    Decided<OrderAccount> decide(OrderAccount known, LockedAccount account);

    @Override
    default Need<Both<Both<OrderState, CheckoutState>, RuleHistory>> need() {
        return OrderAccount.need(orderId(), new RuleQuery(currency(), placedAt()), holdIds());
    }

    @Override
    default Decided<Both<Both<OrderState, CheckoutState>, RuleHistory>> decide(
            Both<Both<OrderState, CheckoutState>, RuleHistory> state, LockedAccount account) {
        Decided<OrderAccount> decided = decide(OrderAccount.of(state), account);
        return new Decided<>(decided.result(), decided.state().state(), decided.statements());
    }
}
