package io.dust.ledger;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Reads balances. Nothing is written through it: that is the {@link Ledger}'s. */
@ApplicationScoped
@WithSession
public class DustPointRepository implements PanacheRepositoryBase<DustPoint, String> {

    /** Sorts behind every character that an id may have. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    /** Customers in the order of their ids, byte by byte. */
    public Uni<List<DustPoint>> search(Search search) {
        return find("customerId >= ?1 and customerId < ?2 and customerId > ?3 and points between ?4 and ?5 order by customerId",
                search.prefix(), search.prefix() + BEHIND_ALL, search.after(), search.minPoints(), search.maxPoints())
                .range(0, search.limit() - 1)
                .list();
    }

    /**
     * Which customers to read.
     *
     * @param prefix what the customer id begins with; empty for any
     * @param after the last customer id of the page before; empty for the first page
     * @param limit how many to return at the most
     */
    public record Search(String prefix, String after, long minPoints, long maxPoints, int limit) {
    }
}
