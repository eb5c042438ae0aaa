package io.dust.redeem.discount;

import java.util.List;
import java.util.Locale;

import io.dust.http.Amounts;
import io.smallrye.mutiny.Uni;

/**
 * Discounts are promotions of a Medusa backend. Each promotion has a campaign of its own that ends
 * with the hold, so that Medusa itself stops applying the promotion.
 */
final class MedusaPromotions implements DiscountProvider {

    private final MedusaApi medusa;

    MedusaPromotions(MedusaApi medusa) {
        this.medusa = medusa;
    }

    @Override
    public DiscountStatus initialStatus() {
        return DiscountStatus.PENDING;
    }

    @Override
    public Uni<Void> create(Discount discount) {
        // An earlier attempt may have succeeded without an answer.
        return medusa.create(promotion(discount))
                .onFailure().recoverWithUni(failure -> medusa.find(discount.code())
                        .flatMap(found -> found.isEmpty() ? Uni.createFrom().failure(failure) : Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<Void> withdraw(String code) {
        return medusa.find(code)
                .flatMap(found -> found.map(medusa::deactivate).orElseGet(Uni.createFrom()::voidItem));
    }

    private static MedusaApi.NewPromotion promotion(Discount discount) {
        return new MedusaApi.NewPromotion(discount.code(), "standard", "active", 1, true,
                new MedusaApi.ApplicationMethod("fixed", Amounts.majorUnits(discount.amount(), discount.currency()),
                        discount.currency().getCurrencyCode().toLowerCase(Locale.ROOT), "order", "across"),
                List.of(new MedusaApi.Rule("customer.id", "eq", List.of(discount.customerId()))),
                new MedusaApi.Campaign("Dust " + discount.holdId(), discount.code(), discount.expiresAt()));
    }
}
