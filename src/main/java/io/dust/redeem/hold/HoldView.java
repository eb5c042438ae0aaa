package io.dust.redeem.hold;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.http.input.Amounts;
import io.dust.redeem.checkout.Hold;

/**
 * A hold.
 *
 * @param captured spent points; 0 unless the hold is captured
 */
record HoldView(UUID id, String cartId, long points, long captured, String status, Instant expiresAt, DiscountView discount,
        @Nullable String orderId, Instant createdAt, @Nullable Instant endedAt) {

    static HoldView of(Hold hold) {
        return new HoldView(hold.id(), hold.asked().cartId(), hold.points(), hold.captured(), hold.status().label(),
                hold.expiresAt(), DiscountView.of(hold), hold.orderId(), hold.createdAt(), hold.endedAt());
    }

    /**
     * The discount that the points pay for.
     *
     * @param amount in major units
     */
    record DiscountView(String code, BigDecimal amount, String currencyCode) {

        static DiscountView of(Hold hold) {
            return new DiscountView(hold.code(), Amounts.majorUnits(hold.amount(), hold.currency()),
                    hold.currency().getCurrencyCode());
        }
    }

    /** A hold under its name. */
    record HoldAnswer(HoldView hold) {

        static HoldAnswer of(Hold hold) {
            return new HoldAnswer(HoldView.of(hold));
        }
    }
}
