package io.dust.redeem.discount;

import java.util.Currency;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Rejection;

/** What the provider of discounts knows of a cart. */
public sealed interface ShopCart {

    /** Why no points of a customer can be held for the cart, if this is so. */
    Optional<Rejection> refusal(String customerId, Currency currency);

    /**
     * The total of which points may pay a share, in minor units. A caller can only lower it.
     *
     * @param told the total of the cart, as the caller says
     */
    long total(long told);

    /**
     * The most that a discount can take off the cart, in minor units.
     *
     * @param told the total of the cart, as the caller says
     */
    long discountable(long told);

    /** The provider knows no carts; what the caller says counts. */
    record Unknown() implements ShopCart {

        @Override
        public Optional<Rejection> refusal(String customerId, Currency currency) {
            return Optional.empty();
        }

        @Override
        public long total(long told) {
            return told;
        }

        @Override
        public long discountable(long told) {
            return told;
        }
    }

    /** The provider has no such cart. */
    record Missing(String id) implements ShopCart {

        @Override
        public Optional<Rejection> refusal(String customerId, Currency currency) {
            return Optional.of(new Rejection(DiscountReason.CART_NOT_FOUND, "The shop has no cart " + id + "."));
        }

        @Override
        public long total(long told) {
            return 0;
        }

        @Override
        public long discountable(long told) {
            return 0;
        }
    }

    /**
     * A cart of the shop.
     *
     * @param customerId null for a guest
     * @param total with shipping, after all promotions but those of Dust, in minor units
     * @param payable the total of the items after all promotions but those of Dust, in minor units
     */
    record Known(String id, @Nullable String customerId, Currency currency, long total, long payable,
            boolean completed)
            implements
                ShopCart {

        @Override
        public Optional<Rejection> refusal(String customer, Currency asked) {
            if (!customer.equals(customerId)) {
                return Optional.of(new Rejection(DiscountReason.CART_NOT_OWNED, "Cart " + id
                        + " belongs to another customer or to a guest; assign it to this customer first."));
            }
            if (completed) {
                return Optional.of(new Rejection(DiscountReason.CART_COMPLETED,
                        "Cart " + id + " is already completed; points can be held for an open cart."));
            }
            return currency.equals(asked) ? Optional.empty()
                    : Optional.of(new Rejection(DiscountReason.CART_CURRENCY,
                            "Cart " + id + " is in " + currency + "; the request is in " + asked + "."));
        }

        @Override
        public long total(long told) {
            return Math.min(total, told);
        }

        @Override
        public long discountable(long told) {
            return Math.min(payable, told);
        }
    }
}
