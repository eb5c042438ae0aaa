package io.dust.account;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.Group;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Reads accounts. */
@ApplicationScoped
@WithSession
public class DustPointRepository implements PanacheRepositoryBase<DustPoint, String> {

    /** Sorts after every character that an id may have. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    /** Accounts of a group in the order of their customers' ids, byte by byte. */
    public Uni<List<Account>> search(Group group, AccountSearch search) {
        return group.read(() -> find(
                "customerId >= ?1 and customerId < ?2 and customerId > ?3 and points between ?4 and ?5 order by customerId",
                search.prefix(), search.prefix() + LAST_CHARACTER, search.after(), search.minPoints(), search.maxPoints())
                .range(0, search.limit() - 1)
                .list()
                .map(points -> points.stream().map(DustPoint::account).toList()));
    }
}
