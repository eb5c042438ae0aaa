package io.dust.redeem;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses who gives the discounts. */
final class DiscountSystem {

    DiscountSystem() {
    }

    @Produces
    @Singleton
    static Discounts discounts(PromotionSettings medusa, MedusaApi api) {
        return medusa.areSet() ? new MedusaPromotions(api) : new OwnCheckout();
    }
}
