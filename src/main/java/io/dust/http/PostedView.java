package io.dust.http;

import io.dust.ledger.Posted;

/** What a change of points answers: the balance after it, and the transaction. */
public record PostedView(DustPointView dustPoint, TransactionView transaction) {

    static PostedView of(Posted posted) {
        return new PostedView(DustPointView.of(posted.point()), TransactionView.of(posted.transaction()));
    }
}
