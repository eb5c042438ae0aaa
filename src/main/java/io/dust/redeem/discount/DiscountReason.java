package io.dust.redeem.discount;

import static io.dust.ledger.Reason.Category.CONFLICT;
import static io.dust.ledger.Reason.Category.UNAVAILABLE;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import io.dust.ledger.Reason;

/** Reasons that lie with the provider of discounts, and in the carts of its shop. */
public final class DiscountReason {

    public static final Reason DISCOUNT_UNAVAILABLE = new Reason("discount-unavailable", "Discount unavailable", UNAVAILABLE);
    public static final Reason CART_NOT_FOUND = new Reason("cart-not-found", "Cart not found", UNPROCESSABLE);
    public static final Reason CART_CURRENCY = new Reason("cart-currency", "Cart in another currency", UNPROCESSABLE);
    public static final Reason CART_COMPLETED = new Reason("cart-completed", "Cart is completed", CONFLICT);
    public static final Reason CART_NOT_OWNED = new Reason("cart-not-owned", "Cart of another customer", CONFLICT);

    private DiscountReason() {
    }
}
