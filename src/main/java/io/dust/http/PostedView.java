package io.dust.http;

import io.dust.ledger.PostingResult;

/** The answer to a change of points: the account after it, and the transaction. */
public record PostedView(DustPointView dustPoint, TransactionView transaction) {

    static PostedView of(PostingResult.Posted posted) {
        return new PostedView(DustPointView.of(posted.account()), TransactionView.of(posted.transaction()));
    }
}
