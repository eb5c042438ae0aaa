package io.dust.redeem.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dust.account.Provenance;
import io.dust.ledger.PostingSeries;
import io.dust.ledger.Reason;
import io.dust.order.OrderReason;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Refund;
import io.dust.order.content.Returns;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.order.state.UnmatchedDiscount;
import io.dust.redeem.checkout.CheckoutReason;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.PaidDiscount;
import io.dust.redeem.checkout.RedemptionPosting;

/**
 * What an order costs in points, by all that is known of it, and the postings after which the
 * customer has paid that.
 *
 * @param order with the discounts that no hold pays for
 * @param state with the holds that the order's discounts end
 * @param isChanged whether the event has changed what is known of the order's cost
 * @param notices what staff should know
 */
public record SpendingDecision(Order order, CheckoutState state, PostingSeries postings, boolean isChanged,
        List<Notice> notices) {

    /** A sentence for staff. */
    public record Notice(Reason reason, String detail) {
    }

    /**
     * Decides.
     *
     * @param before the facts before the event
     * @param order with the facts after it
     * @param at when the event occurred
     */
    public static SpendingDecision of(OrderFacts before, Order order, CheckoutState state, PostingSeries postings, Instant at) {
        OrderCost costBefore = state.costOf(order.id(), order.currency());
        AppliedDiscounts applied = AppliedDiscounts.none(state, costBefore);
        Order after = order;
        List<Notice> notices = new ArrayList<>();
        for (Promotion discount : newDiscounts(before, order.facts())) {
            AppliedDiscounts next = applied.with(discount, order, postings.account().now());
            if (next.isUnmatched(discount.code())) {
                after = after.with(UnmatchedDiscount.open(discount.code(), amount(discount)));
                notices.add(unmatched(order, discount));
            } else if (next.isUncovered(discount.code(), order.id())) {
                notices.add(uncovered(order));
            }
            applied = next;
        }
        OrderCost cost = applied.cost().withTold(code -> told(order.facts(), code))
                .with(returned(order.facts(), applied.cost()), order.facts().isCanceled());
        CheckoutState ended = applied.state();
        // Staff see the order once, not again with each event while its share stays above the limit.
        if (PaidShare.exceeded(before, costBefore).isEmpty()) {
            PaidShare.exceeded(order.facts(), cost)
                    .ifPresent(detail -> notices.add(new Notice(CheckoutReason.SHARE_EXCEEDED, detail)));
        }
        long paid = cost.netPoints() - costBefore.netPoints() - applied.capturedBefore();
        boolean isSame = cost.isSameAs(costBefore);
        CheckoutState newState = isSame ? ended : ended.with(cost);
        Provenance provenance = RedemptionPosting.provenance(cost, at);
        return new SpendingDecision(after, newState,
                RedemptionPosting.post(postings, newState, applied.released(), paid, provenance),
                !isSame || applied.released() > 0 || !notices.isEmpty(), notices);
    }

    /** Discounts are judged once: when the shop tells them for the first time. */
    private static List<Promotion> newDiscounts(OrderFacts before, OrderFacts after) {
        Set<String> known = new HashSet<>(before.pointsDiscounts().stream().map(Promotion::code).toList());
        return after.pointsDiscounts().stream().filter(discount -> known.add(discount.code())).toList();
    }

    private static PaidDiscount.Told told(OrderFacts facts, String code) {
        List<Promotion> found = facts.pointsDiscounts().stream().filter(promotion -> promotion.code().equals(code)).toList();
        return new PaidDiscount.Told(facts.promotions() != null, !found.isEmpty(),
                found.isEmpty() ? OptionalLong.empty() : found.get(0).amount());
    }

    /** What came back of the part of the order that points had paid for, in minor units. */
    private static long returned(OrderFacts facts, OrderCost cost) {
        OrderContent content = facts.currentContent();
        return content == null
                ? facts.currentRefunds().stream().map(Refund::paidWithPoints).mapToLong(value -> value.orElse(0))
                        .reduce(0, Math::addExact)
                : Returns.of(content, Math.max(facts.paidWithPoints(), cost.amount()), facts.currentRefunds()).pointsValue();
    }

    private static @Nullable Long amount(Promotion discount) {
        return discount.amount().isPresent() ? Long.valueOf(discount.amount().getAsLong()) : null;
    }

    private static Notice unmatched(Order order, Promotion discount) {
        return new Notice(OrderReason.DISCOUNT_UNMATCHED, "Order " + order.id() + " has the discount " + discount.code()
                + ", but this customer has no hold with this code; charge points for it, or waive it.");
    }

    private static Notice uncovered(Order order) {
        return new Notice(CheckoutReason.HOLD_ENDED, "Order " + order.id()
                + " has the discount of a hold that has ended; its points are spent all the same, and missing points are debt.");
    }
}
