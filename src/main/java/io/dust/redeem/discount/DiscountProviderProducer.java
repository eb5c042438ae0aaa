package io.dust.redeem.discount;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the provider of discounts. */
final class DiscountProviderProducer {

    DiscountProviderProducer() {
    }

    @Produces
    @Singleton
    static DiscountProvider provider(PromotionSettings medusa, MedusaApi api) {
        return medusa.areSet() ? new MedusaPromotions(api) : new NoDiscountProvider();
    }
}
