package io.dust.redeem.hold;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.database.CallerContext;
import io.dust.database.DatabaseCalls;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Rejection;
import io.dust.redeem.checkout.CheckoutReason;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.RecordDiscount;
import io.dust.redeem.discount.DiscountProvider;
import io.dust.redeem.discount.DiscountStatus;
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
    private final DustHoldRepository holds;
    private final Postings postings;
    private final DatabaseCalls database;

    DiscountLifecycle(DiscountProvider provider, DustHoldRepository holds, Postings postings, DatabaseCalls database) {
        this.provider = provider;
        this.holds = holds;
        this.postings = postings;
        this.database = database;
    }

    DiscountStatus initialStatus() {
        return provider.initialStatus();
    }

    /**
     * Withdraws the discount of a hold that another request for the same cart replaces.
     *
     * @return the id of that hold
     */
    Uni<Optional<UUID>> withdrawReplaced(String customerId, Hold.Asked asked) {
        return provider.isShop() ? Uni.createFrom().item(Optional.empty())
                : CallerContext.resume(database.call("hold", () -> holds.open(customerId, asked.cartId()))
                        .map(open -> open.filter(hold -> !hold.asked().equals(asked)))
                        .flatMap(this::withdraw));
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
        return new Rejection(CheckoutReason.DISCOUNT_UNAVAILABLE, detail);
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
