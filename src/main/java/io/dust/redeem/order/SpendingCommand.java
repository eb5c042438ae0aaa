package io.dust.redeem;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.dust.event.OrderData;
import io.dust.event.OrderEvent;
import io.dust.event.OrderEventHandler;
import io.dust.event.PointsCode;
import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Reason;

/** What follows from an order for the points that have paid for it. */
sealed interface OrderRequest extends WalletRequest {

    /** It was placed, with discounts that points pay for: their holds are captured. */
    record Placed(OrderEvent event) implements OrderRequest {

        @Override
        public List<UUID> holdIds() {
            return discounts().stream().flatMap(discount -> PointsCode.id(discount.code()).stream()).toList();
        }

        private List<OrderData.Promotion> discounts() {
            return event.order().promotions().stream().filter(promotion -> PointsCode.is(promotion.code())).toList();
        }

        @Override
        public Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
            Redemption before = redemption(wallet);
            Spent spent = Spent.nothing(wallet, before);
            for (OrderData.Promotion discount : discounts()) {
                spent = spent.with(discount, event.order(), now);
            }
            Redemption after = spent.redemption().settled();
            if (spent.wallet().equals(wallet) && after.equals(before)) {
                return unchanged(new Decision.Keep(spent.known() ? OrderEventHandler.DUPLICATE : OrderEventHandler.IGNORED,
                        spent.known() ? "The points for this order are captured already."
                                : "No hold of this customer's has the code of this order."));
            }
            long paid = after.paid() - before.paid() - spent.before();
            return paid < 0 && spent.freed() > 0
                    ? refuse("Points held for canceled order " + event.order().id()
                            + " were captured before; void its other hold.")
                    : Settlement.of(spent.wallet().with(after), spent.freed(), paid, balance, now,
                            Settlement.computedFrom(after));
        }

        /** Whether a discount was given for which nothing was held any more. */
        boolean isUnheld(Wallet after) {
            Redemption redemption = redemption(after);
            return discounts().stream().anyMatch(discount -> redemption.codes().containsKey(discount.code())
                    && after.withCode(discount.code()).filter(hold -> event.order().id().equals(hold.orderId())).isEmpty());
        }
    }

    /** It was canceled: all comes back. */
    record Canceled(OrderEvent event) implements OrderRequest {
        @Override
        public Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
            Redemption before = redemption(wallet);
            return before.canceledAt() != null ? duplicate(event)
                    : giveBack(wallet, before, before.canceled(at(now)), balance, at(now));
        }
    }

    /** Some of it was refunded, and had been paid with points: its share comes back. */
    record Refunded(OrderEvent event) implements OrderRequest {
        @Override
        public Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
            OrderEvent.Refund refund = Objects.requireNonNull(event.refund());
            long amount = refund.paidWithPoints().orElse(0);
            Redemption before = redemption(wallet);
            Long known = before.refunds().get(refund.id());
            if (known != null) {
                return known == amount ? duplicate(event)
                        : refuse("Refund " + refund.id() + " was told before with another share paid with points.");
            }
            if (before.refunds().size() >= REFUND_LIMIT) {
                return refuse("An order has at most " + REFUND_LIMIT + " refunds.");
            }
            return giveBack(wallet, before, before.refunded(refund.id(), amount), balance, at(now));
        }
    }

    int REFUND_LIMIT = 1000;

    OrderEvent event();

    @Override
    default String label() {
        return event().type().type();
    }

    @Override
    default String canonical() {
        return event().canonical();
    }

    @Override
    default Optional<String> orderId() {
        return Optional.of(event().order().id());
    }

    /** What is known of the order. */
    default Redemption redemption(Wallet wallet) {
        return wallet.redemptionOf(event().order().id(), currency());
    }

    /** When it happened, as the event tells, but not in the future. */
    default Instant at(Instant now) {
        return event().time().filter(time -> time.isBefore(now)).orElse(now);
    }

    private Currency currency() {
        return event().order().currency().orElseThrow();
    }

    private static Considered.Conclusion<Wallet> giveBack(Wallet wallet, Redemption before, Redemption learned, Balance balance,
            Instant at) {
        Redemption after = learned.settled();
        Wallet changed = wallet.with(after);
        return before.captured() == 0
                ? new Considered.Conclusion<>(new Decision.Keep(OrderEventHandler.IGNORED,
                        "No points have paid for order " + after.orderId() + " so far."), Optional.of(changed))
                : Settlement.of(changed, 0, after.paid() - before.paid(), balance, at, Settlement.computedFrom(after));
    }

    private static Considered.Conclusion<Wallet> duplicate(OrderEvent event) {
        return unchanged(new Decision.Keep(OrderEventHandler.DUPLICATE,
                "All of it has been told before of order " + event.order().id() + "."));
    }

    private static Considered.Conclusion<Wallet> refuse(String detail) {
        return unchanged(new Decision.Refuse(Reason.EVENT_CONTRADICTION, detail));
    }

    private static Considered.Conclusion<Wallet> unchanged(Decision decision) {
        return new Considered.Conclusion<>(decision, Optional.empty());
    }
}
