package io.dust.balance;

import java.util.Optional;

import io.dust.ledger.DustPoint;

/** What a storefront asks most: the points that can be spent now. */
record PointsView(long points) {

    static PointsView of(Optional<DustPoint> point) {
        return new PointsView(point.map(found -> found.balance().points()).orElse(0L));
    }
}
