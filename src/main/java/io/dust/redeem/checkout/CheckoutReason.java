package io.dust.redeem.checkout;

import static io.dust.ledger.Reason.Category.CONFLICT;
import static io.dust.ledger.Reason.Category.NOT_FOUND;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import java.util.List;

import io.dust.ledger.Reason;
import io.dust.order.OrderReason;
import io.dust.redeem.discount.DiscountReason;

/** Reasons that lie in holds and in what an order costs. */
public final class CheckoutReason {

    public static final Reason HOLD_NOT_FOUND = new Reason("hold-not-found", "Hold not found", NOT_FOUND);
    public static final Reason HOLD_ENDED = new Reason("hold-ended", "Hold has ended", CONFLICT);
    public static final Reason SHARE_EXCEEDED = new Reason("share-exceeded", "Points paid more than their share",
            UNPROCESSABLE);
    static final Reason HOLD_CHANGED = new Reason("hold-changed", "Hold has changed", CONFLICT);
    static final Reason TOO_MANY_HOLDS = new Reason("too-many-holds", "Too many holds", CONFLICT);
    static final Reason NOT_REDEEMABLE = new Reason("not-redeemable", "Points cannot be spent", UNPROCESSABLE);

    /** The reasons that are stored with requests. */
    static final List<Reason> STORED = List.of(HOLD_NOT_FOUND, HOLD_ENDED, HOLD_CHANGED, TOO_MANY_HOLDS, NOT_REDEEMABLE,
            OrderReason.EVENT_CONTRADICTION, DiscountReason.CART_NOT_FOUND, DiscountReason.CART_CURRENCY,
            DiscountReason.CART_COMPLETED, DiscountReason.CART_NOT_OWNED);

    private CheckoutReason() {
    }
}
