package io.dust.account;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The row of a customer's account. Hibernate reads it; package {@code batch} writes it. */
@Entity
@Immutable
@Table(name = "dust_point")
public class DustPoint {

    @Id
    @Column(name = "customer_id")
    private String customerId;
    @Column(name = "id")
    private UUID id;
    @Column(name = "points")
    private long points;
    @Column(name = "held")
    private long held;
    @Column(name = "pending")
    private long pending;
    @Column(name = "debt")
    private long debt;
    @Column(name = "lifetime_earned")
    private long lifetimeEarned;
    @Column(name = "lifetime_spent")
    private long lifetimeSpent;
    @Column(name = "next_hold_expiry")
    private @Nullable Instant nextHoldExpiry;
    @Column(name = "version")
    private long version;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "updated_at")
    private Instant updatedAt;

    protected DustPoint() {
    }

    public Account account() {
        return new Account(customerId, id, new Balance(points, held, pending, debt), lifetimeEarned, lifetimeSpent,
                nextHoldExpiry, version, createdAt, updatedAt);
    }
}
