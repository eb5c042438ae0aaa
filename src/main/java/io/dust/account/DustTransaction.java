package io.dust.account;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The row of a transaction. Hibernate reads it; package {@code batch} writes it. */
@Entity
@Immutable
@Table(name = "dust_transaction")
@IdClass(DustTransaction.Key.class)
public class DustTransaction {

    @Id
    @Column(name = "customer_id")
    private String customerId;
    @Id
    @Column(name = "version")
    private long version;
    @Formula("(select p.id from dust_point p where p.customer_id = customer_id)")
    private UUID accountId;
    @Column(name = "kind")
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Column(name = "points")
    private long points;
    @Column(name = "held")
    private long held;
    @Column(name = "pending")
    private long pending;
    @Column(name = "debt")
    private long debt;
    @Column(name = "points_after")
    private long pointsAfter;
    @Column(name = "held_after")
    private long heldAfter;
    @Column(name = "pending_after")
    private long pendingAfter;
    @Column(name = "debt_after")
    private long debtAfter;
    @Column(name = "reverses")
    private @Nullable Long reverses;
    @Column(name = "reason")
    private @Nullable String reason;
    @Column(name = "reference_type")
    private @Nullable String referenceType;
    @Column(name = "reference_id")
    private @Nullable String referenceId;
    @Column(name = "actor")
    private String actor;
    @Column(name = "request_id")
    private String requestId;
    @Column(name = "occurred_at")
    private Instant occurredAt;
    @Column(name = "recorded_at")
    private Instant recordedAt;
    @Column(name = "computed_from")
    @ColumnTransformer(read = "computed_from::text")
    private @Nullable String computedFrom;

    protected DustTransaction() {
    }

    public record Key(String customerId, long version) implements Serializable {
    }

    public Transaction transaction() {
        Reference reference = referenceType == null || referenceId == null ? null : new Reference(referenceType, referenceId);
        return new Transaction(Transaction.idOf(accountId, version), version, kind,
                new BalanceDelta(points, held, pending, debt),
                new Balance(pointsAfter, heldAfter, pendingAfter, debtAfter), reverses,
                new Cause(actor, reason, reference), RequestId.ofStored(requestId),
                new Provenance(occurredAt, computedFrom), recordedAt);
    }
}
