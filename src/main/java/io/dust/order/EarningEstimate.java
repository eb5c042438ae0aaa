package io.dust.order;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Estimates what an order would earn. */
public interface EarningEstimate {

    /** What an order would earn if it were placed now; nothing without a rule for its currency. */
    Uni<Estimate> of(AskedOrder order);

    /**
     * What an order would earn.
     *
     * @param amount what counts of the order, in minor units
     * @param breakdown what each line counts and earns
     */
    record Estimate(long points, long amount, List<CountedLine> breakdown) {
    }
}
