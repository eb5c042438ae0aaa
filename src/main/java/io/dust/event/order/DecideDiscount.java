package io.dust.event.order;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.order.OrderReason;
import io.dust.order.state.Order;
import io.dust.order.state.UnmatchedDiscount;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.PaidDiscount;
import io.dust.redeem.checkout.RedemptionPosting;

/**
 * What staff decide about a discount that no hold pays for: the customer pays points for it, or it
 * is waived.
 *
 * @param points to charge; 0 to waive the discount
 */
record DecideDiscount(String orderId, Currency currency, String code, long points) implements OrderCommand {

    @Override
    public String label() {
        return points == 0 ? "waive_discount" : "charge_discount";
    }

    @Override
    public String canonical() {
        return label() + " " + orderId + " " + code + " " + points;
    }

    @Override
    public @Nullable Instant placedAt() {
        return null;
    }

    @Override
    public List<UUID> holdIds() {
        return List.of();
    }

    @Override
    public Decided<OrderAccount> decide(OrderAccount known, LockedAccount account) {
        Optional<Order> order = known.order().order();
        Optional<UnmatchedDiscount> found = order.map(Order::unmatched).map(unmatched -> unmatched.get(code));
        if (found.isEmpty()) {
            return Decided.rejected(known, OrderReason.DISCOUNT_NOT_FOUND,
                    "Order " + orderId + " of this customer has no discount " + code + " that waits for a decision.");
        }
        UnmatchedDiscount discount = found.get();
        if (discount.decision() != UnmatchedDiscount.Decision.OPEN) {
            return Decided.rejected(known, OrderReason.DISCOUNT_DECIDED, "Discount " + code + " is already "
                    + discount.decision().label() + (discount.points() > 0 ? " with " + discount.points() + " points." : "."));
        }
        return decide(known, order.orElseThrow(), discount, account);
    }

    private Decided<OrderAccount> decide(OrderAccount known, Order order, UnmatchedDiscount discount, LockedAccount account) {
        OrderCost before = known.checkout().costOf(orderId, currency);
        OrderCost after = points == 0 ? before : before.with(code, charged(discount));
        CheckoutState checkout = points == 0 ? known.checkout() : known.checkout().with(after);
        PostingSeries postings = RedemptionPosting.post(PostingSeries.on(account), checkout, 0,
                after.netPoints() - before.netPoints(), RedemptionPosting.provenance(after, account.now()));
        UnmatchedDiscount.Decision decision = points == 0 ? UnmatchedDiscount.Decision.WAIVED
                : UnmatchedDiscount.Decision.CHARGED;
        Order decided = order.with(new UnmatchedDiscount(code, discount.amount(), decision, points));
        return new Decided<>(postings.result(PostingResult.noOp(decision.label(), "No points change.")),
                new OrderAccount(known.order().with(decided), checkout, known.rules()));
    }

    private PaidDiscount charged(UnmatchedDiscount discount) {
        long amount = discount.amount() == null ? 0 : discount.amount();
        return new PaidDiscount(points, amount, points, new PaidDiscount.Held(points, 0), true, null);
    }
}
