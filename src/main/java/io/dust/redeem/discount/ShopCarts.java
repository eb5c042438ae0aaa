package io.dust.redeem.discount;

import java.util.Currency;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;

/** Reads carts from the provider of discounts, before points are held for them. */
@Singleton
public class ShopCarts {

    private static final Logger LOG = Logger.getLogger(ShopCarts.class);

    private final DiscountProvider provider;

    ShopCarts(DiscountProvider provider) {
        this.provider = provider;
    }

    /** Reads a cart; fails with a {@link Rejection} when the provider does not answer. */
    public Uni<ShopCart> read(String cartId) {
        return provider.cart(cartId)
                .onFailure().invoke(failure -> LOG.warnf("Cart %s cannot be read: %s", cartId, failure))
                .onFailure().transform(failure -> new Rejection(DiscountReason.DISCOUNT_UNAVAILABLE,
                        "The cart cannot be read now, so no points can be held for it; repeat the request."));
    }

    /**
     * Reads a cart that points of a customer can pay for; fails with a {@link Rejection} when they
     * cannot.
     */
    public Uni<ShopCart> requireFor(String customerId, String cartId, Currency currency) {
        return read(cartId).invoke(cart -> cart.refusal(customerId, currency).ifPresent(refusal -> {
            throw refusal;
        }));
    }
}
