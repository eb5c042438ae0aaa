package io.dust.order;

import io.smallrye.mutiny.Uni;

/** Estimates what an order would earn. */
public interface EarningEstimate {

    /** The points that an order with a known total would earn if it were placed now. */
    Uni<Long> pointsFor(OrderData order);
}
