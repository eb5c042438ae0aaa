package io.dust.redeem.discount;

import io.smallrye.mutiny.Uni;

/** The system that gives the discounts. */
public interface DiscountProvider {

    /** The status of the discount of a new hold. */
    DiscountStatus initialStatus();

    /** Creates the discount, at most once for its code. */
    Uni<Void> create(Discount discount);

    /** Withdraws the discount with a code, if it exists. */
    Uni<Void> withdraw(String code);

    /** Whether the shop's own checkout gives the discounts. */
    default boolean isShop() {
        return initialStatus() == DiscountStatus.BY_SHOP;
    }
}
