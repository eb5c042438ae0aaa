package io.dust.redeem;

import java.util.List;
import java.util.Locale;

import io.dust.http.Amounts;
import io.smallrye.mutiny.Uni;

/**
 * Discounts are promotions of a Medusa backend, each in a campaign of its own that ends when the hold does, so that Medusa
 * itself stops applying it.
 */
final class MedusaPromotions implements Discounts {

    private final MedusaApi medusa;

    MedusaPromotions(MedusaApi medusa) {
        this.medusa = medusa;
    }

    @Override
    public Hold.Offer initially() {
        return Hold.Offer.WANTED;
    }

    @Override
    public Uni<Void> offer(String customerId, Hold hold) {
        // Whoever asks again may have succeeded before without hearing of it.
        return medusa.create(promotion(customerId, hold))
                .onFailure().recoverWithUni(failure -> medusa.find(hold.code())
                        .flatMap(found -> found.isEmpty() ? Uni.createFrom().failure(failure) : Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<Void> withdraw(Hold hold) {
        return medusa.find(hold.code())
                .flatMap(found -> found.map(medusa::deactivate).orElseGet(Uni.createFrom()::voidItem));
    }

    private static MedusaApi.NewPromotion promotion(String customerId, Hold hold) {
        Hold.Discount discount = hold.discount();
        return new MedusaApi.NewPromotion(hold.code(), "standard", "active", 1, true,
                new MedusaApi.ApplicationMethod("fixed", Amounts.majorUnits(discount.amount(), discount.currency()),
                        discount.currency().getCurrencyCode().toLowerCase(Locale.ROOT), "order", "across"),
                List.of(new MedusaApi.Rule("customer.id", "eq", List.of(customerId))),
                new MedusaApi.Campaign("Dust " + hold.id(), hold.code(), hold.expiresAt()));
    }
}
