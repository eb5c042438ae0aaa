package io.dust.redeem.discount;

import io.smallrye.mutiny.Uni;

/** The system that gives the discounts. */
public interface DiscountProvider {

    /** The status of the discount of a new hold. */
    DiscountStatus initialStatus();

    /** Reads a cart of the shop. */
    Uni<ShopCart> cart(String cartId);

    /** Creates the discount, at most once for its code. */
    Uni<Void> create(Discount discount);

    /** Withdraws the discount with a code, if it exists. */
    Uni<Void> withdraw(String code);

    /** Deletes a withdrawn discount and what belongs to it, as far as they exist. */
    Uni<Void> delete(String code);

    /** Whether the shop's own checkout gives the discounts. */
    default boolean isShop() {
        return initialStatus() == DiscountStatus.BY_SHOP;
    }
}
