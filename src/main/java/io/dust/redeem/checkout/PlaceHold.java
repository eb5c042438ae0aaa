package io.dust.redeem;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Kind;
import io.dust.ledger.Origin;
import io.dust.ledger.Posting;
import io.dust.ledger.Reason;
import io.dust.setting.CurrencySetting;
import io.vertx.core.json.JsonObject;

/**
 * Sets points aside for a cart. The same for a cart that has a hold changes nothing; something else changes the hold, in one
 * step and under the same code.
 *
 * @param id of the hold, if it becomes a new one
 * @param offer where its discount stands then
 * @param withdrawn the hold whose discount was withdrawn, to be replaced
 */
record Reservation(Hold.Asked asked, UUID id, Duration time, Hold.Offer offer, Optional<UUID> withdrawn)
        implements
            WalletRequest {

    /** By which a {@link io.dust.ledger.Concluded#outcome()} says that the hold was there. */
    static final String HELD = "held";

    static Reservation of(Hold.Asked asked, Instant now, Duration time, Hold.Offer offer, Optional<UUID> withdrawn) {
        return new Reservation(asked, Hold.newId(now), time, offer, withdrawn);
    }

    @Override
    public String label() {
        return "hold";
    }

    @Override
    public String canonical() {
        return String.join(" ", "hold", asked.cartId(), asked.currency().getCurrencyCode(), Long.toString(asked.cartTotal()),
                String.valueOf(asked.points()));
    }

    @Override
    public boolean needsRates() {
        return true;
    }

    @Override
    public Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
        Optional<Hold> open = wallet.openFor(asked.cartId());
        if (open.isPresent() && open.get().asked().equals(asked)) {
            return unchanged(new Decision.Keep(HELD, "The points are held for this cart already."));
        }
        Optional<CurrencySetting<RateDefinition>> rate = wallet.rates().of(asked.currency().getCurrencyCode());
        if (rate.isEmpty()) {
            return refuse("There is no redemption rate for " + asked.currency() + ".");
        }
        if (open.isEmpty() && wallet.isFull()) {
            return unchanged(new Decision.Refuse(Reason.TOO_MANY_HOLDS,
                    "Points are held for " + Wallet.OPEN_LIMIT + " carts of this customer already; give one of them up."));
        }
        long available = balance.points() + open.map(Hold::points).orElse(0L);
        return conclude(wallet, open, rate.get(), available, balance, now);
    }

    private Considered.Conclusion<Wallet> conclude(Wallet wallet, Optional<Hold> open, CurrencySetting<RateDefinition> rate,
            long available, Balance balance, Instant now) {
        Long wanted = asked.points();
        if (wanted == null) {
            Spending most = Spending.most(rate, asked.cartTotal(), available);
            boolean tooFew = most.points() == 0 && rate.definition().minimumOrDefault() > available;
            return most.points() > 0 ? hold(wallet, open, rate, most.points(), balance, now)
                    : tooFew ? unchanged(Decision.insufficient(rate.definition().minimumOrDefault(), available))
                            : refuse(most.limits().stream().map(Spending.Limit::detail).collect(Collectors.joining(" ")));
        }
        Optional<String> fault = fault(wanted, rate.definition());
        return fault.isPresent() ? refuse(fault.get())
                : wanted > available ? unchanged(Decision.insufficient(wanted, available))
                        : hold(wallet, open, rate, wanted, balance, now);
    }

    /** Why so many points cannot be spent on this cart, however many there are. */
    private Optional<String> fault(long points, RateDefinition definition) {
        if (points < definition.minimumOrDefault()) {
            return Optional.of("No fewer than " + definition.minimumOrDefault() + " points can be spent at once.");
        }
        if (points % definition.stepOrDefault() != 0) {
            return Optional.of("Only multiples of " + definition.stepOrDefault() + " points can be spent.");
        }
        if (definition.amount(points) == 0) {
            return Optional.of("So few points are worth nothing in " + asked.currency() + ".");
        }
        long payable = definition.pointsWithin(definition.payable(asked.cartTotal()));
        return points > payable ? Optional.of("At most " + payable + " points can be spent on this cart.") : Optional.empty();
    }

    private Considered.Conclusion<Wallet> hold(Wallet wallet, Optional<Hold> open, CurrencySetting<RateDefinition> rate,
            long points, Balance balance, Instant now) {
        long amount = rate.definition().amount(points);
        long before = open.map(Hold::points).orElse(0L);
        Hold fresh = new Hold(id, Hold.Status.HELD, points, 0, null, asked,
                new Hold.Discount(amount, asked.currency()), offer, rate.version(), now, now.plus(time), null);
        if (open.isPresent() && offer == Hold.Offer.BY_SHOP) {
            Instant until = points == before ? open.get().expiresAt() : fresh.expiresAt();
            fresh = open.get().changed(points, asked, amount, rate.version(), until);
        } else if (open.isPresent() && !open.map(Hold::id).equals(withdrawn)) {
            return unchanged(new Decision.Refuse(Reason.HOLD_CHANGED,
                    "The hold for this cart has just been changed by another request; ask again."));
        } else if (points == before) {
            // What is held does not change, and so not until when either.
            fresh = fresh.until(open.orElseThrow().expiresAt());
        }
        Wallet after = open.filter(hold -> offer != Hold.Offer.BY_SHOP)
                .map(hold -> wallet.with(hold.ended(Hold.Status.VOIDED, now).with(Hold.Offer.WITHDRAWN))).orElse(wallet);
        return conclude(after.with(fresh), fresh, points - before, balance, now);
    }

    private static Considered.Conclusion<Wallet> conclude(Wallet wallet, Hold hold, long more, Balance balance, Instant now) {
        if (more == 0) {
            return new Considered.Conclusion<>(new Decision.Keep(HELD, "The hold is changed, and its points are not."),
                    Optional.of(wallet));
        }
        Instant until = wallet.heldUntil();
        Posting posting = more > 0 ? new Posting.Hold(more, until == null ? hold.expiresAt() : until)
                : new Posting.Free(Kind.VOID, -more, until);
        return new Considered.Conclusion<>(posting.decide(balance, Optional.empty()).from(new Origin(now, computedFrom(hold))),
                Optional.of(wallet));
    }

    private static String computedFrom(Hold hold) {
        return new JsonObject().put("hold_id", hold.id().toString()).put("cart_total", hold.asked().cartTotal())
                .put("amount", hold.discount().amount()).put("currency_code", hold.discount().currency().getCurrencyCode())
                .put("rate_version", hold.rateVersion()).encode();
    }

    private static Considered.Conclusion<Wallet> refuse(String detail) {
        return unchanged(new Decision.Refuse(Reason.NOT_REDEEMABLE, detail));
    }

    private static Considered.Conclusion<Wallet> unchanged(Decision decision) {
        return new Considered.Conclusion<>(decision, Optional.empty());
    }
}
