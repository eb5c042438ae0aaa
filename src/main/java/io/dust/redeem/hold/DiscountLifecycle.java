package io.dust.redeem.hold;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.database.CallerContext;
import io.dust.database.DatabaseCalls;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Rejection;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.RecordDiscount;
import io.dust.redeem.discount.DiscountProvider;
import io.dust.redeem.discount.DiscountReason;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.discount.ShopCart;
import io.dust.redeem.discount.ShopCarts;
import io.smallrye.mutiny.Uni;

/**
 * Keeps discounts in step with holds: points are held before a discount is created, and the
 * discount is withdrawn before the points become spendable, so that there is never a discount
 * without points.
 */
@Singleton
class DiscountLifecycle {

    private static final Logger LOG = Logger.getLogger(DiscountLifecycle.class);

    private final DiscountProvider provider;
    private final ShopCarts carts;
    private final DustHoldRepository holds;
    private final Postings postings;
    private final DatabaseCalls database;

    DiscountLifecycle(DiscountProvider provider, ShopCarts carts, DustHoldRepository holds, Postings postings,
            DatabaseCalls database) {
        this.provider = provider;
        this.carts = carts;
        this.holds = holds;
        this.postings = postings;
        this.database = database;
    }

    DiscountStatus initialStatus() {
        return provider.initialStatus();
    }

    /**
     * What is done before points are held for a cart.
     *
     * @param cart null when it was not read, because the same request has held the points already
     * @param withdrawn the hold for the cart whose discount was withdrawn, because the request replaces
     *        it; null when there is none
     */
    record Prepared(@Nullable ShopCart cart, @Nullable UUID withdrawn) {
    }

    /**
     * Reads the cart, and withdraws the discount of a hold that another request for the same cart
     * replaces.
     */
    Uni<Prepared> prepare(String customerId, Hold.Asked asked, Instant now) {
        return provider.isShop() ? Uni.createFrom().item(new Prepared(new ShopCart.Unknown(), null))
                : CallerContext.resume(database.call("hold", () -> holds.open(customerId, asked.cartId()))
                        .flatMap(open -> prepare(customerId, asked, open, now)));
    }

    private Uni<Prepared> prepare(String customerId, Hold.Asked asked, Optional<Hold> open, Instant now) {
        if (open.filter(hold -> hold.asked().equals(asked) && now.isBefore(hold.expiresAt())).isPresent()) {
            return Uni.createFrom().item(new Prepared(null, null));
        }
        Optional<Hold> replaced = open.filter(hold -> !hold.asked().equals(asked));
        return carts.read(asked.cartId())
                .flatMap(cart -> cart.refusal(customerId, asked.currency()).isPresent()
                        ? Uni.createFrom().item(new Prepared(cart, null))
                        : withdraw(replaced).map(withdrawn -> new Prepared(cart, withdrawn.orElse(null))));
    }

    /**
     * Withdraws the discount of a hold.
     *
     * @return whether the discount is known to apply no more
     */
    Uni<Boolean> withdraw(String customerId, UUID id) {
        return provider.isShop() ? Uni.createFrom().item(false)
                : database.call("hold", () -> holds.one(customerId, id))
                        .map(found -> found.filter(Hold::isHeld).filter(DiscountLifecycle::mayExist))
                        .flatMap(this::withdraw).map(Optional::isPresent);
    }

    private static boolean mayExist(Hold hold) {
        return hold.discountStatus() == DiscountStatus.PENDING || hold.discountStatus() == DiscountStatus.ACTIVE;
    }

    private Uni<Optional<UUID>> withdraw(Optional<Hold> hold) {
        return hold.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : provider.withdraw(hold.get().code()).replaceWith(hold.map(Hold::id))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The discount of hold %s cannot be withdrawn: %s", hold.get().id(),
                                failure))
                        .onFailure().transform(failure -> unavailable(
                                "The discount cannot be withdrawn now, so its points stay held; repeat the request."));
    }

    /**
     * Creates the discount of a hold, if it must be created; when that fails, the points become
     * spendable again.
     */
    Uni<Hold> create(String customerId, Hold hold, String actor) {
        return !hold.isHeld() || hold.discountStatus() != DiscountStatus.PENDING ? Uni.createFrom().item(hold)
                : provider.create(hold.discount(customerId)).map(created -> true)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The discount of hold %s cannot be created: %s", hold.id(), failure))
                        .onFailure().recoverWithItem(false)
                        .flatMap(created -> record(customerId, hold, created, Cause.of(actor, cart(hold))))
                        .invoke(DiscountLifecycle::requireActive);
    }

    private static void requireActive(Hold hold) {
        if (!hold.isHeld() || hold.discountStatus() != DiscountStatus.ACTIVE) {
            throw unavailable("The discount cannot be created now, so no points are held; repeat the request.");
        }
    }

    private static Rejection unavailable(String detail) {
        return new Rejection(DiscountReason.DISCOUNT_UNAVAILABLE, detail);
    }

    /** Makes the points of a hold spendable again whose discount was not created in time. */
    Uni<Hold> recordFailure(String customerId, Hold hold) {
        return record(customerId, hold, false, Cause.ofDust(cart(hold)));
    }

    private Uni<Hold> record(String customerId, Hold hold, boolean created, Cause cause) {
        return postings
                .decide(new PostingRequest<>(customerId, RequestId.unnamed(), new RecordDiscount(hold.id(), created), cause))
                .map(decided -> decided.state().hold(hold.id()).orElseThrow());
    }

    private static Reference cart(Hold hold) {
        return new Reference("cart", hold.asked().cartId());
    }
}
