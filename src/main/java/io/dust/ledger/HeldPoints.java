package io.dust.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Who knows for what points are held, and until when. The ledger asks before it decides about, or tells, a balance of which
 * points have been held too long: so their time is over at the moment at which it passes, whoever comes first after it.
 */
public interface HeldPoints {

    /** Requests that give back what these customers' points have been held for until now or before. */
    Uni<List<PostingRequest>> overdue(Collection<String> customerIds, Instant now);

    /** Points of some customers have been held too long, and are to be given back before anything else. */
    final class Overdue extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Collection<String> customerIds;

        Overdue(Collection<String> customerIds) {
            super("Points have been held too long", null, false, false);
            this.customerIds = customerIds;
        }

        Collection<String> customerIds() {
            return customerIds;
        }
    }
}
