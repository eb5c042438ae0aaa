package io.dust.redeem.order;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

import io.dust.http.input.Amounts;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.state.OrderFacts;
import io.dust.redeem.checkout.OrderCost;
import io.dust.redeem.checkout.PaidDiscount;
import io.dust.setting.Ratio;

/**
 * The share of an order that points have paid. The limit of a hold comes from the total of its cart,
 * which is the caller's word. The order says what the cart cost in the end.
 */
final class PaidShare {

    private PaidShare() {
    }

    /**
     * A sentence for staff when points have paid more of an order than the rates of its holds allow;
     * else empty, also while the content of the order is not known. What came back is still a part of
     * the order. Of several rates, the one that allows most counts. A difference of one minor unit for
     * each line is rounding.
     */
    static Optional<String> exceeded(OrderFacts facts, OrderCost cost) {
        OrderContent content = facts.currentContent();
        if (content == null || cost.canceled()) {
            return Optional.empty();
        }
        Currency currency = cost.currency();
        List<Promotion> discounts = facts.pointsDiscounts().stream()
                .filter(discount -> share(discount, cost).isPresent()).toList();
        long paid = sum(discounts, discount -> Math.min(given(discount, cost), amount(discount, cost)));
        long total = Math.addExact(Math.addExact(content.total(), content.creditTotal()),
                sum(discounts, discount -> given(discount, cost)));
        long allowed = discounts.stream().flatMap(discount -> share(discount, cost).stream())
                .mapToLong(share -> share.of(total).longValueExact()).max().orElse(0);
        return paid - allowed <= content.lines().size() ? Optional.empty()
                : Optional.of("Points paid " + text(paid, currency) + " of the " + text(total, currency) + " that order "
                        + cost.orderId() + " costs; the redemption rate allows " + text(allowed, currency)
                        + ". The cart may have changed since the points were held. The discount was given, so the points are"
                        + " spent.");
    }

    private static Optional<Ratio> share(Promotion discount, OrderCost cost) {
        return Optional.ofNullable(cost.discounts().get(discount.code())).map(PaidDiscount::share);
    }

    private static long sum(List<Promotion> discounts, ToLongFunction<Promotion> amount) {
        return discounts.stream().mapToLong(amount).reduce(0, Math::addExact);
    }

    /** What the shop has taken off. */
    private static long given(Promotion discount, OrderCost cost) {
        return discount.amount().orElse(amount(discount, cost));
    }

    /** What the points are worth. */
    private static long amount(Promotion discount, OrderCost cost) {
        return Objects.requireNonNull(cost.discounts().get(discount.code())).amount();
    }

    private static String text(long amount, Currency currency) {
        return Amounts.majorUnits(amount, currency).toPlainString() + " " + currency;
    }
}
