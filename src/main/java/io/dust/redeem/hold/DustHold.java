package io.dust.redeem.hold;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import io.dust.redeem.checkout.Hold;
import io.dust.redeem.discount.DiscountStatus;

/** The row of a hold. Hibernate reads it; the batch writes it. */
@Entity
@Immutable
@Table(name = "dust_hold")
class DustHold {

    @Column(name = "customer_id")
    private String customerId;
    @Id
    @Column(name = "hold_id")
    private UUID id;
    @Column(name = "cart_id")
    private String cartId;
    @Column(name = "status")
    private String status;
    @Column(name = "points")
    private long points;
    @Column(name = "captured")
    private long captured;
    @Column(name = "order_id")
    private @Nullable String orderId;
    @Column(name = "currency_code")
    private String currencyCode;
    @Column(name = "amount")
    private long amount;
    @Column(name = "cart_total")
    private long cartTotal;
    @Column(name = "asked_points")
    private @Nullable Long askedPoints;
    @Column(name = "discount_status")
    private String discountStatus;
    @Column(name = "rate_version")
    private long rateVersion;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "expires_at")
    private Instant expiresAt;
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected DustHold() {
    }

    Hold hold() {
        return new Hold(id, Hold.Status.of(status), points, captured, orderId,
                new Hold.Asked(cartId, Currency.getInstance(currencyCode), cartTotal, askedPoints), amount,
                DiscountStatus.of(discountStatus), rateVersion, createdAt, expiresAt, endedAt);
    }
}
