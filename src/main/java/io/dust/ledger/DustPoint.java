package io.dust.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A customer's balance: what the last of their transactions left. Immutable for Hibernate, because only the
 * {@link Ledger} writes it.
 */
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
    @Column(name = "held_until")
    private @Nullable Instant heldUntil;
    @Column(name = "version")
    private long version;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "updated_at")
    private Instant updatedAt;

    protected DustPoint() {
    }

    /** A customer's first state, which is never stored: nothing has happened yet. */
    static DustPoint opening(String customerId, Instant now) {
        DustPoint opening = new DustPoint();
        opening.customerId = customerId;
        opening.id = UUID.randomUUID();
        opening.createdAt = now;
        opening.updatedAt = now;
        return opening;
    }

    static DustPoint of(Row row) {
        DustPoint point = new DustPoint();
        point.customerId = row.getString("customer_id");
        point.id = row.getUUID("id");
        point.points = row.getLong("points");
        point.held = row.getLong("held");
        point.pending = row.getLong("pending");
        point.debt = row.getLong("debt");
        point.lifetimeEarned = row.getLong("lifetime_earned");
        point.lifetimeSpent = row.getLong("lifetime_spent");
        point.heldUntil = Columns.instant(row, "held_until");
        point.version = row.getLong("version");
        point.createdAt = row.getOffsetDateTime("created_at").toInstant();
        point.updatedAt = row.getOffsetDateTime("updated_at").toInstant();
        return point;
    }

    /** This customer's balance right after one of their transactions. */
    DustPoint asOf(DustTransaction transaction) {
        DustPoint past = with(transaction.after());
        past.version = transaction.version();
        past.updatedAt = transaction.recordedAt();
        return past;
    }

    /** This customer's balance before their first transaction. */
    DustPoint asOfOpening() {
        DustPoint past = with(Balance.ZERO);
        past.version = 0;
        past.updatedAt = createdAt;
        return past;
    }

    /** The next state: the transaction that a decision led to, and the lifetime totals that it moves. */
    DustPoint next(DustTransaction transaction, Decision.Accept accepted) {
        DustPoint next = asOf(transaction);
        next.lifetimeEarned = lifetimeEarned + accepted.earned();
        next.lifetimeSpent = lifetimeSpent + accepted.spent();
        next.heldUntil = next.held == held ? heldUntil : accepted.heldUntil();
        return next;
    }

    private DustPoint with(Balance balance) {
        DustPoint copy = new DustPoint();
        copy.customerId = customerId;
        copy.id = id;
        copy.points = balance.points();
        copy.held = balance.held();
        copy.pending = balance.pending();
        copy.debt = balance.debt();
        copy.lifetimeEarned = lifetimeEarned;
        copy.lifetimeSpent = lifetimeSpent;
        copy.heldUntil = heldUntil;
        copy.version = version;
        copy.createdAt = createdAt;
        copy.updatedAt = updatedAt;
        return copy;
    }

    public UUID id() {
        return id;
    }

    public String customerId() {
        return customerId;
    }

    public Balance balance() {
        return new Balance(points, held, pending, debt);
    }

    /** All points ever granted, less those of reversed grants. */
    public long lifetimeEarned() {
        return lifetimeEarned;
    }

    /** All points ever spent, less those of reversed deductions. */
    public long lifetimeSpent() {
        return lifetimeSpent;
    }

    /** When the next of the held points are to be given back; empty when none are held. */
    Optional<Instant> heldUntil() {
        return Optional.ofNullable(heldUntil);
    }

    /** Whether points are held whose time has passed. */
    boolean isHeldTooLong(Instant now) {
        return heldUntil != null && !now.isBefore(heldUntil);
    }

    /** The number of the customer's last transaction, from 1. */
    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
