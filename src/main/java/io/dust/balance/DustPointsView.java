package io.dust.balance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.http.DustPointView;
import io.dust.http.Page;
import io.dust.ledger.DustPoint;

/** A page of customers and their balances, in the order of their ids. */
record DustPointsView(List<DustPointView> dustPoints, @Nullable String nextCursor) {

    static DustPointsView of(List<DustPoint> read, Page page) {
        return new DustPointsView(page.cut(read).stream().map(DustPointView::of).toList(),
                page.nextCursor(read, DustPoint::customerId));
    }
}
