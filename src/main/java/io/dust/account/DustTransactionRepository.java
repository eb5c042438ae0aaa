package io.dust.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.Groups;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Reads the history of accounts. */
@ApplicationScoped
@WithSession
public class DustTransactionRepository implements PanacheRepositoryBase<DustTransaction, DustTransaction.Key> {

    private final Groups groups;

    DustTransactionRepository(Groups groups) {
        this.groups = groups;
    }

    /** The transactions of an account before a version, newest first. */
    public Uni<List<Transaction>> history(String customerId, long beforeVersion, int limit) {
        return groups.of(customerId).read(() -> list(
                find("customerId = ?1 and version < ?2 order by version desc", customerId, beforeVersion), limit));
    }

    /** The last transaction that was recorded at an instant or before. */
    public Uni<Optional<Transaction>> last(String customerId, Instant asOf) {
        return groups.of(customerId).read(() -> list(
                find("customerId = ?1 and recordedAt <= ?2 order by version desc", customerId, asOf), 1))
                .map(transactions -> transactions.stream().findFirst());
    }

    private static Uni<List<Transaction>> list(PanacheQuery<DustTransaction> query, int limit) {
        return query.range(0, limit - 1).list()
                .map(transactions -> transactions.stream().map(DustTransaction::transaction).toList());
    }
}
