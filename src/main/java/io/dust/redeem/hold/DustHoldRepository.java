package io.dust.redeem.hold;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.Groups;
import io.dust.redeem.checkout.Hold;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Reads holds. Open and ended holds are read apart, because each has an index of its own. */
@ApplicationScoped
@WithSession
class DustHoldRepository implements PanacheRepositoryBase<DustHold, UUID> {

    private static final String OPEN = "customerId = ?1 and status = 'held'";
    private static final String ENDED = "customerId = ?1 and status <> 'held'";

    private final Groups groups;

    DustHoldRepository(Groups groups) {
        this.groups = groups;
    }

    Uni<Optional<Hold>> one(String customerId, UUID id) {
        return groups.of(customerId).read(() -> first(find("customerId = ?1 and id = ?2", customerId, id)));
    }

    /** The open hold for a cart. */
    Uni<Optional<Hold>> open(String customerId, String cartId) {
        return groups.of(customerId).read(() -> first(find(OPEN + " and cartId = ?2", customerId, cartId)));
    }

    /** The open hold for a cart, or else the last one that ended. */
    Uni<Optional<Hold>> newest(String customerId, String cartId) {
        return groups.of(customerId).read(() -> open(customerId, cartId).flatMap(open -> open.isPresent()
                ? Uni.createFrom().item(open)
                : first(find(ENDED + " and cartId = ?2 order by id desc", customerId, cartId))));
    }

    /** The holds of a customer, newest first. */
    Uni<List<Hold>> list(String customerId, HoldFilter filter, int limit) {
        return groups.of(customerId).read(() -> open(customerId, filter, limit).flatMap(held -> ended(customerId, filter, limit)
                .map(ended -> Stream.concat(held.stream(), ended.stream()).map(DustHold::hold)
                        .sorted(Comparator.comparing((Hold hold) -> hold.id().toString()).reversed())
                        .limit(limit).toList())));
    }

    private Uni<List<DustHold>> open(String customerId, HoldFilter filter, int limit) {
        return filter.hasOpen()
                ? find(OPEN + " and id < ?2 order by id desc", customerId, filter.before()).range(0, limit - 1).list()
                : Uni.createFrom().item(List.of());
    }

    private Uni<List<DustHold>> ended(String customerId, HoldFilter filter, int limit) {
        if (!filter.hasEnded()) {
            return Uni.createFrom().item(List.of());
        }
        PanacheQuery<DustHold> query = filter.status() == null
                ? find(ENDED + " and id < ?2 order by id desc", customerId, filter.before())
                : find(ENDED + " and id < ?2 and status = ?3 order by id desc", customerId, filter.before(), filter.status());
        return query.range(0, limit - 1).list();
    }

    private static Uni<Optional<Hold>> first(PanacheQuery<DustHold> query) {
        return query.range(0, 0).list().map(holds -> holds.stream().findFirst().map(DustHold::hold));
    }
}
