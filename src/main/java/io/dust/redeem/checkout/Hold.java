package io.dust.redeem.checkout;

import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.order.DiscountCode;
import io.dust.redeem.discount.Discount;
import io.dust.redeem.discount.DiscountStatus;

/**
 * Points reserved for a cart until they are captured, voided or expired. Every end is final.
 *
 * @param id see {@link #newId}
 * @param captured spent points; 0 unless the hold is captured
 * @param orderId the order that the points paid for, if it is known
 * @param asked the request for the hold
 * @param amount the discount that the points pay for, in minor units
 * @param rateVersion the version of the redemption rate
 * @param endedAt null while the points are held
 */
public record Hold(UUID id, Status status, long points, long captured, @Nullable String orderId, Asked asked, long amount,
        DiscountStatus discountStatus, long rateVersion, Instant createdAt, Instant expiresAt, @Nullable Instant endedAt) {

    public enum Status {
        HELD,
        CAPTURED,
        VOIDED,
        EXPIRED;

        public static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        /** The form in the API and in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The request for a hold.
     *
     * @param cartTotal in minor units
     * @param points null for as many as possible
     */
    public record Asked(String cartId, Currency currency, long cartTotal, @Nullable Long points) {
    }

    /** An id that cannot be guessed, and that sorts by its time: a UUID of version 7 (RFC 9562). */
    static UUID newId(Instant now) {
        UUID random = UUID.randomUUID();
        return new UUID((now.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
                random.getLeastSignificantBits());
    }

    public String code() {
        return DiscountCode.of(id);
    }

    public Currency currency() {
        return asked.currency();
    }

    public Discount discount(String customerId) {
        return new Discount(customerId, id, code(), amount, currency(), expiresAt);
    }

    /** The part of the discount that some of its points pay for, in minor units. */
    public long amountOf(long spent) {
        return RedemptionPosting.amountOf(points, amount, spent);
    }

    public boolean isHeld() {
        return status == Status.HELD;
    }

    /** The same hold with other points. */
    Hold changed(long newPoints, Asked newlyAsked, long newAmount, long newRateVersion, Instant until) {
        requireHeld();
        return new Hold(id, status, newPoints, captured, orderId, newlyAsked, newAmount, discountStatus, newRateVersion,
                createdAt, until, endedAt);
    }

    public Hold captured(long spent, @Nullable String byOrder, Instant now) {
        return ended(Status.CAPTURED, spent, byOrder, now);
    }

    public Hold ended(Status end, Instant now) {
        return ended(end, 0, null, now);
    }

    private Hold ended(Status end, long spent, @Nullable String byOrder, Instant now) {
        requireHeld();
        return new Hold(id, end, points, spent, byOrder, asked, amount, discountStatus.atEnd(), rateVersion, createdAt,
                expiresAt, now);
    }

    /** The same hold, when its order is known. */
    public Hold ofOrder(String order) {
        return new Hold(id, status, points, captured, order, asked, amount, discountStatus, rateVersion, createdAt, expiresAt,
                endedAt);
    }

    Hold with(DiscountStatus newStatus) {
        return new Hold(id, status, points, captured, orderId, asked, amount, newStatus, rateVersion, createdAt, expiresAt,
                endedAt);
    }

    private void requireHeld() {
        if (!isHeld()) {
            throw new IllegalStateException("Hold " + id + " has ended: " + status);
        }
    }
}
