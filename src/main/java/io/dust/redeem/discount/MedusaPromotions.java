package io.dust.redeem.discount;

import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Discounts are promotions of a Medusa backend. Each promotion has a campaign of its own that ends
 * with the hold, so that Medusa itself stops applying the promotion.
 */
final class MedusaPromotions implements DiscountProvider {

    private static final String PROMOTIONS = "/admin/promotions";
    private static final String CAMPAIGNS = "/admin/campaigns";

    private final MedusaApi medusa;
    private final MedusaCarts carts;

    MedusaPromotions(MedusaApi medusa) {
        this.medusa = medusa;
        this.carts = new MedusaCarts(medusa);
    }

    @Override
    public DiscountStatus initialStatus() {
        return DiscountStatus.PENDING;
    }

    @Override
    public Uni<ShopCart> cart(String cartId) {
        return carts.read(cartId);
    }

    @Override
    public Uni<Void> create(Discount discount) {
        // An earlier attempt may have succeeded without an answer.
        return post("", NewPromotion.of(discount))
                .onFailure().recoverWithUni(failure -> find(discount.code())
                        .flatMap(found -> found.isEmpty() ? Uni.createFrom().failure(failure) : Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<Void> withdraw(String code) {
        return find(code).flatMap(found -> found.map(this::deactivate).orElseGet(Uni.createFrom()::voidItem));
    }

    private Uni<Void> deactivate(JsonNode promotion) {
        return post("/" + promotion.required("id").asText(), Map.of("status", "inactive"));
    }

    /** A campaign is found by its promotion, so it goes first. */
    @Override
    public Uni<Void> delete(String code) {
        return find(code).flatMap(found -> found
                .map(promotion -> deleteCampaign(promotion).flatMap(done -> deleteOne(PROMOTIONS, promotion)))
                .orElseGet(Uni.createFrom()::voidItem));
    }

    /** Staff may have moved the promotion to a campaign of the shop, which stays. */
    private Uni<Void> deleteCampaign(JsonNode promotion) {
        JsonNode campaign = promotion.path("campaign");
        boolean isOwn = campaign.path("campaign_identifier").asText().equals(promotion.required("code").asText());
        return isOwn ? deleteOne(CAMPAIGNS, campaign) : Uni.createFrom().voidItem();
    }

    private Uni<Void> deleteOne(String path, JsonNode object) {
        return medusa.delete(path + "/" + object.required("id").asText()).map(answer -> answer.required("deleted"))
                .replaceWithVoid();
    }

    private Uni<Void> post(String path, Object body) {
        return medusa.post(PROMOTIONS + path, body).map(answer -> answer.required("promotion")).replaceWithVoid();
    }

    /** The promotion with a code. */
    private Uni<Optional<JsonNode>> find(String code) {
        return medusa.get(PROMOTIONS + "?code=" + code)
                .map(answer -> Optional.ofNullable(answer.required("promotions").get(0)));
    }
}
