package io.dust.redeem.discount;

import io.smallrye.mutiny.Uni;

/** The shop's own checkout applies the code and the amount of a hold. */
final class NoDiscountProvider implements DiscountProvider {

    @Override
    public DiscountStatus initialStatus() {
        return DiscountStatus.BY_SHOP;
    }

    @Override
    public Uni<ShopCart> cart(String cartId) {
        return Uni.createFrom().item(new ShopCart.Unknown());
    }

    @Override
    public Uni<Void> create(Discount discount) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> withdraw(String code) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> delete(String code) {
        return Uni.createFrom().voidItem();
    }
}
