package io.dust.redeem;

import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.event.PointsCode;

/**
 * Points set aside for a cart, until they are captured, voided or expired; every end is final.
 *
 * @param id see {@link #newId}
 * @param points how many
 * @param captured how many of them were spent; 0 unless it is captured
 * @param orderId by which order, if that is known
 * @param asked what was asked for
 * @param discount what the points pay for
 * @param offer where the discount stands with the system that gives it
 * @param rateVersion the version of the currency's redemption rate
 * @param endedAt null while it is held
 */
record Hold(UUID id, Status status, long points, long captured, @Nullable String orderId, Asked asked, Discount discount,
        Offer offer, long rateVersion, Instant createdAt, Instant expiresAt, @Nullable Instant endedAt) {

    /** Where it stands. */
    enum Status {
        HELD,
        CAPTURED,
        VOIDED,
        EXPIRED;

        /** As it is told and stored. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** Where its discount stands. */
    enum Offer {
        /** The shop's own checkout gives it. */
        BY_SHOP,
        /** It is to be made. */
        WANTED,
        /** It is there. */
        OFFERED,
        /** It is to be withdrawn, if it is there. */
        WITHDRAWING,
        /** It applies no more. */
        WITHDRAWN;

        /** As it is stored. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Offer of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        private Offer atTheEnd() {
            return this == WANTED || this == OFFERED ? WITHDRAWING : this;
        }
    }

    /**
     * What was asked for.
     *
     * @param cartTotal in minor units
     * @param points null for as many as possible
     */
    record Asked(String cartId, Currency currency, long cartTotal, @Nullable Long points) {
    }

    /**
     * What a shop takes off the cart.
     *
     * @param amount in minor units
     */
    record Discount(long amount, Currency currency) {
    }

    /** One that nobody can guess, and that sorts by when it was made: version 7 of RFC 9562. */
    static UUID newId(Instant now) {
        UUID random = UUID.randomUUID();
        return new UUID((now.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
                random.getLeastSignificantBits());
    }

    /** By which the shop knows the discount; it stays when the hold changes. */
    String code() {
        return PointsCode.of(id);
    }

    boolean isHeld() {
        return status == Status.HELD;
    }

    /** The same hold with other points, from now on. */
    Hold changed(long newPoints, Asked newlyAsked, long amount, long newRateVersion, Instant until) {
        requireHeld();
        return new Hold(id, status, newPoints, captured, orderId, newlyAsked,
                new Discount(amount, newlyAsked.currency()), offer, newRateVersion, createdAt, until, endedAt);
    }

    /** The same hold, asked for in other words. */
    Hold asked(Asked newlyAsked) {
        requireHeld();
        return new Hold(id, status, points, captured, orderId, newlyAsked, discount, offer, rateVersion, createdAt, expiresAt,
                endedAt);
    }

    Hold captured(long spent, @Nullable String byOrder, Instant now) {
        requireHeld();
        return new Hold(id, Status.CAPTURED, points, spent, byOrder, asked, discount, offer.atTheEnd(), rateVersion, createdAt,
                expiresAt, now);
    }

    Hold ended(Status end, Instant now) {
        requireHeld();
        return new Hold(id, end, points, 0, null, asked, discount, offer.atTheEnd(), rateVersion, createdAt, expiresAt, now);
    }

    /** The same, once it is known which order it was. */
    Hold ofOrder(String order) {
        return new Hold(id, status, points, captured, order, asked, discount, offer, rateVersion, createdAt, expiresAt,
                endedAt);
    }

    Hold until(Instant time) {
        return new Hold(id, status, points, captured, orderId, asked, discount, offer, rateVersion, createdAt, time, endedAt);
    }

    Hold with(Offer now) {
        return new Hold(id, status, points, captured, orderId, asked, discount, now, rateVersion, createdAt, expiresAt,
                endedAt);
    }

    private void requireHeld() {
        if (!isHeld()) {
            throw new IllegalStateException("Hold " + id + " has ended: " + status);
        }
    }
}
