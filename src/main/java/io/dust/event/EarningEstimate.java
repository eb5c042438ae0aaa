package io.dust.event;

import io.smallrye.mutiny.Uni;

/** Who can tell what an order would earn. */
public interface EarningEstimate {

    /** The points that it would earn if it were placed now; its total is known. */
    Uni<Long> pointsFor(OrderData order);
}
