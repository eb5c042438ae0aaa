package io.dust.redeem.order;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.event.RefusedEvents;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.order.DiscountCode;
import io.dust.order.OrderData;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventHandler;
import io.dust.order.OrderReason;
import io.dust.redeem.checkout.CheckoutCommand;
import io.dust.redeem.checkout.CheckoutReason;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.RedemptionPosting;

/** Makes the points that an order costs follow from an event. */
sealed interface SpendingCommand extends CheckoutCommand {

    int REFUND_LIMIT = 1000;

    /** The order was placed with discounts that points pay for: their holds are captured. */
    record Placed(OrderEvent event) implements SpendingCommand {

        @Override
        public List<UUID> holdIds() {
            return discounts().stream().flatMap(discount -> DiscountCode.id(discount.code()).stream()).toList();
        }

        private List<OrderData.Promotion> discounts() {
            return event.order().promotions().stream().filter(promotion -> DiscountCode.is(promotion.code())).toList();
        }

        @Override
        public Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
            OrderCost before = cost(state);
            AppliedDiscounts applied = AppliedDiscounts.none(state, before);
            for (OrderData.Promotion discount : discounts()) {
                applied = applied.with(discount, event.order(), account.now());
            }
            OrderCost after = applied.cost().recomputed();
            if (applied.state().equals(state) && after.equals(before)) {
                return new Decided<>(applied.known()
                        ? PostingResult.noOp(OrderEventHandler.DUPLICATE, "The points for this order are already captured.")
                        : PostingResult.noOp(OrderEventHandler.IGNORED,
                                "This customer has no hold with a discount code of this order."),
                        state);
            }
            long paid = after.netPoints() - before.netPoints() - applied.capturedBefore();
            return paid < 0 && applied.released() > 0
                    ? contradicts(state, "Order " + event.order().id()
                            + " is canceled, and one of its holds is captured; void the other hold.")
                    : RedemptionPosting.post(applied.state().with(after), applied.released(), paid,
                            account.from(RedemptionPosting.provenance(after, account.now())));
        }

        /** Staff also see a discount whose points were not held any more. */
        @Override
        public Optional<RefusedEvents.Refused> refusedEvent(PostingResult result, @Nullable CheckoutState newState) {
            return SpendingCommand.super.refusedEvent(result, newState)
                    .or(() -> newState != null && isUncovered(newState) ? Optional.of(uncovered()) : Optional.empty());
        }

        private boolean isUncovered(CheckoutState after) {
            OrderCost cost = cost(after);
            return discounts().stream().anyMatch(discount -> cost.codes().containsKey(discount.code()) && after
                    .holdWithCode(discount.code()).filter(hold -> event.order().id().equals(hold.orderId())).isEmpty());
        }

        private RefusedEvents.Refused uncovered() {
            return new RefusedEvents.Refused(event, CheckoutReason.HOLD_ENDED, "Order " + event.order().id()
                    + " has the discount of a hold that has ended; its points are spent all the same, and missing points are debt.");
        }
    }

    /** The order was canceled: all its points return. */
    record Canceled(OrderEvent event) implements SpendingCommand {

        @Override
        public Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
            OrderCost before = cost(state);
            return before.canceledAt() != null ? duplicate(state)
                    : giveBack(state, before, before.canceled(event.occurredAt(account.now())), account);
        }
    }

    /**
     * A part of the order was refunded that points had paid for: its share of the points returns.
     */
    record Refunded(OrderEvent event) implements SpendingCommand {

        @Override
        public Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
            OrderEvent.Refund refund = Objects.requireNonNull(event.refund());
            long amount = refund.paidWithPoints().orElse(0);
            OrderCost before = cost(state);
            Long known = before.refunds().get(refund.id());
            if (known != null) {
                return known == amount ? duplicate(state)
                        : contradicts(state,
                                "Refund " + refund.id()
                                        + " had another paid_with_points in an earlier event; a refund keeps its amounts.");
            }
            return before.refunds().size() >= REFUND_LIMIT
                    ? contradicts(state,
                            "Order " + event.order().id() + " has " + REFUND_LIMIT
                                    + " refunds already; an order can have no more.")
                    : giveBack(state, before, before.refunded(refund.id(), amount), account);
        }
    }

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

    @Override
    default Optional<RefusedEvents.Refused> refusedEvent(PostingResult result, @Nullable CheckoutState newState) {
        return result instanceof PostingResult.Rejected rejected
                ? Optional.of(new RefusedEvents.Refused(event(), rejected.reason(), rejected.detail()))
                : Optional.empty();
    }

    /** The cost of the order as far as it is known. */
    default OrderCost cost(CheckoutState state) {
        Currency currency = event().order().currency().orElseThrow();
        return state.costOf(event().order().id(), currency);
    }

    default Decided<CheckoutState> giveBack(CheckoutState state, OrderCost before, OrderCost changed, LockedAccount account) {
        OrderCost after = changed.recomputed();
        CheckoutState newState = state.with(after);
        return before.captured() == 0
                ? Decided.noOp(newState, OrderEventHandler.IGNORED,
                        "No points have paid for order " + after.orderId() + " so far.")
                : RedemptionPosting.post(newState, 0, after.netPoints() - before.netPoints(),
                        account.from(RedemptionPosting.provenance(after, event().occurredAt(account.now()))));
    }

    default Decided<CheckoutState> duplicate(CheckoutState state) {
        return Decided.noOp(state, OrderEventHandler.DUPLICATE,
                "The event says nothing new about order " + event().order().id() + ".");
    }

    private static Decided<CheckoutState> contradicts(CheckoutState state, String detail) {
        return Decided.rejected(state, OrderReason.EVENT_CONTRADICTION, detail);
    }
}
