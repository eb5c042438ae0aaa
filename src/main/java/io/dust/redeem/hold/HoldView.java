package io.dust.redeem;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.http.Amounts;

/**
 * A hold.
 *
 * @param captured points that were spent; 0 unless it is captured
 */
record HoldView(UUID id, String cartId, long points, long captured, String status, Instant expiresAt, DiscountView discount,
        @Nullable String orderId, Instant createdAt, @Nullable Instant endedAt) {

    static HoldView of(Hold hold) {
        return new HoldView(hold.id(), hold.asked().cartId(), hold.points(), hold.captured(), hold.status().label(),
                hold.expiresAt(), DiscountView.of(hold), hold.orderId(), hold.createdAt(), hold.endedAt());
    }

    /**
     * What the shop takes off the cart.
     *
     * @param amount in major units
     */
    record DiscountView(String code, BigDecimal amount, String currencyCode) {

        static DiscountView of(Hold hold) {
            Hold.Discount discount = hold.discount();
            return new DiscountView(hold.code(), Amounts.majorUnits(discount.amount(), discount.currency()),
                    discount.currency().getCurrencyCode());
        }
    }

    /** A resource stands under its name. */
    record HoldAnswer(HoldView hold) {

        static HoldAnswer of(Hold hold) {
            return new HoldAnswer(HoldView.of(hold));
        }
    }
}
