package io.dust.event.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.http.input.Amounts;
import io.dust.order.content.OrderContent;
import io.dust.order.state.GrantedPoints;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.order.state.UnmatchedDiscount;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What is known of an order, for staff.
 *
 * @param customerId to whom the order belongs now
 * @param total in major units; null before the shop has told it
 * @param refunded in major units
 * @param points that the order has earned this customer
 * @param spentPoints that the order costs this customer
 */
record OrderView(String orderId, @Nullable String customerId, String currencyCode, @Nullable Instant placedAt,
        @Nullable Instant paidAt, @Nullable Instant completedAt, boolean canceled, @Nullable BigDecimal total,
        BigDecimal refunded, Points points, long spentPoints, List<Discount> unmatchedDiscounts) {

    /**
     * @param entitled what the order is worth now: pending points, and released ones that were not
     *        taken back
     * @param waived due to be taken back, but spent
     */
    record Points(long entitled, long pending, long released, long clawedBack, long waived) {
    }

    /**
     * A discount that no hold pays for.
     *
     * @param amount in major units; null when the shop has not told it
     * @param decision open, charged or waived
     * @param points charged by staff
     */
    record Discount(String code, @Nullable BigDecimal amount, String decision, long points) {

        static Discount of(UnmatchedDiscount discount, Currency currency) {
            return new Discount(discount.code(),
                    discount.amount() == null ? null : Amounts.majorUnits(discount.amount(), currency),
                    discount.decision().label(), discount.points());
        }
    }

    /** An order under its name. */
    record OrderAnswer(OrderView order) {
    }

    /** @param givenBack of the captured points */
    static OrderView of(Order order, @Nullable Long captured, @Nullable Long givenBack) {
        OrderFacts facts = order.facts();
        GrantedPoints granted = order.granted();
        OrderContent content = facts.currentContent();
        long refunded = facts.currentRefunds().stream().mapToLong(refund -> refund.amount()).sum();
        return new OrderView(order.id(), facts.owner() == null ? null : facts.owner().value(),
                order.currency().getCurrencyCode(), facts.placedAt(), facts.isPaid() ? facts.paidAt() : null,
                facts.completedAt(), facts.isCanceled(),
                content == null ? null : Amounts.majorUnits(content.total(), order.currency()),
                Amounts.majorUnits(refunded, order.currency()),
                new Points(order.entitled(), granted.pending(), granted.released(), granted.clawedBack(), granted.waived()),
                Optional.ofNullable(captured).orElse(0L) - Optional.ofNullable(givenBack).orElse(0L),
                order.unmatched().values().stream().map(discount -> Discount.of(discount, order.currency())).toList());
    }

    @JsonIgnore
    Currency currency() {
        return Currency.getInstance(currencyCode);
    }
}
