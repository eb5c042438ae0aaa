package io.dust.redeem;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Keeps the discounts in step with the holds: points are held before a discount is made, and it is withdrawn before they are
 * given back, so that there is never one without points.
 */
@Singleton
class Offers {

    private static final Logger LOG = Logger.getLogger(Offers.class);

    private static final String FIND_OPEN = """
            select * from dust_hold where customer_id = $1 and cart_id = $2 and status = 'held'""";

    private static final String FIND = """
            select * from dust_hold where customer_id = $1 and hold_id = $2 and offer in ('wanted', 'offered')""";

    private final Discounts discounts;
    private final Ledger ledger;
    private final Wallets wallets;
    private final RedeemSettings settings;
    private final Pool pool;
    private final DatabaseCalls database;
    private final Clock clock;

    Offers(Discounts discounts, Ledger ledger, Wallets wallets, RedeemSettings settings, Pool pool, DatabaseCalls database,
            Clock clock) {
        this.discounts = discounts;
        this.ledger = ledger;
        this.wallets = wallets;
        this.settings = settings;
        this.pool = pool;
        this.database = database;
        this.clock = clock;
    }

    Reservation reservation(Hold.Asked asked, Optional<UUID> withdrawn) {
        return Reservation.of(asked, clock.instant(), settings.holdTime(), discounts.initially(), withdrawn);
    }

    /** Of a cart for which something else is held; then the hold whose discount does not apply any more. */
    Uni<Optional<UUID>> withdrawReplaced(String customerId, Hold.Asked asked) {
        return isByShop() ? Uni.createFrom().item(Optional.empty())
                : find(FIND_OPEN, Tuple.of(customerId, asked.cartId()))
                        .map(open -> open.filter(hold -> !hold.asked().equals(asked)))
                        .flatMap(this::withdraw);
    }

    /** Whether a hold's discount is known to apply no more. */
    Uni<Boolean> withdraw(String customerId, UUID id) {
        return isByShop() ? Uni.createFrom().item(false)
                : find(FIND, Tuple.of(customerId, id)).map(found -> found.filter(Hold::isHeld)).flatMap(this::withdraw)
                        .map(Optional::isPresent);
    }

    private Uni<Optional<UUID>> withdraw(Optional<Hold> hold) {
        return hold.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : discounts.withdraw(hold.get()).replaceWith(hold.map(Hold::id))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The discount of hold %s is not withdrawn: %s", hold.get().id(),
                                failure))
                        .onFailure().transform(failure -> new Rejection(Reason.DISCOUNT_UNAVAILABLE,
                                "The discount that was given cannot be withdrawn now, so its points stay held; try again."));
    }

    /** Makes the discount of what is held, if it is to be made; if that fails, the points go back. */
    Uni<Holds.Answered> offer(String customerId, Holds.Answered answered, String actor) {
        Hold hold = answered.hold();
        return !hold.isHeld() || hold.offer() != Hold.Offer.WANTED ? Uni.createFrom().item(answered)
                : discounts.offer(customerId, hold).map(made -> true)
                        .onFailure().invoke(failure -> LOG.warnf("The discount of hold %s is not made: %s", hold.id(), failure))
                        .onFailure().recoverWithItem(false)
                        .flatMap(made -> conclude(customerId, hold, made, actor))
                        .map(now -> offered(answered, now));
    }

    private static Holds.Answered offered(Holds.Answered answered, Hold now) {
        if (now.isHeld() && now.offer() == Hold.Offer.OFFERED) {
            return new Holds.Answered(now, answered.isNew(), answered.replayed());
        }
        throw new Rejection(Reason.DISCOUNT_UNAVAILABLE, "The discount cannot be made now, so no points are held; try again.");
    }

    /** Writes down what became of a discount, and gives the points back if there is none. */
    Uni<Hold> conclude(String customerId, Hold hold, boolean made, String actor) {
        return ledger.conclude(PostingRequest.unnamed(customerId, wallets.intent(new OfferOutcome(hold.id(), made)),
                "The discount of the hold for cart " + hold.asked().cartId() + " could not be made", null, actor), wallets)
                .map(concluded -> concluded.row().orElseThrow().hold(hold.id()).orElseThrow());
    }

    private boolean isByShop() {
        return discounts.initially() == Hold.Offer.BY_SHOP;
    }

    private Uni<Optional<Hold>> find(String sql, Tuple values) {
        return database.call("hold", () -> pool.preparedQuery(sql).execute(values))
                .map(rows -> rows.stream().findFirst().map(Wallets::hold));
    }
}
