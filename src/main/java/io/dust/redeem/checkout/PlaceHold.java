package io.dust.redeem.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.dust.account.Kind;
import io.dust.account.Provenance;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Rejection;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.discount.ShopCart;
import io.dust.redeem.rate.RateDefinition;
import io.dust.redeem.rate.SpendableAmount;
import io.dust.setting.SettingVersion;
import io.vertx.core.json.JsonObject;

/**
 * Holds points for a cart. The same request for a cart with a hold changes nothing. Another request
 * changes the hold, in one step: with the shop's own checkout under the same code, else as a new
 * hold with a new code.
 *
 * @param id of the hold, if it is a new one
 * @param time for which the points are held
 * @param discountStatus of a new hold
 * @param cart what is known of the cart; null when it was not read, because the points were held
 *        already
 * @param withdrawn the hold whose discount is withdrawn, and which the new hold replaces; null when
 *        there is none
 */
public record PlaceHold(Hold.Asked asked, UUID id, Duration time, DiscountStatus discountStatus, @Nullable ShopCart cart,
        @Nullable UUID withdrawn)
        implements
            CheckoutCommand {

    private static final String HELD = "held";

    public static PlaceHold of(Hold.Asked asked, Instant now, Duration time, DiscountStatus status, @Nullable ShopCart cart,
            @Nullable UUID withdrawn) {
        return new PlaceHold(asked, Hold.newId(now), time, status, cart, withdrawn);
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
    public Optional<Currency> currencyOfRate() {
        return Optional.of(asked.currency());
    }

    @Override
    public Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
        Optional<Hold> open = state.openHoldFor(asked.cartId());
        if (open.isPresent() && open.get().asked().equals(asked)) {
            return Decided.noOp(state, HELD, "The points are already held for this cart.");
        }
        if (cart == null) {
            return changed(state);
        }
        Optional<Rejection> refusal = cart.refusal(account.account().customerId(), asked.currency());
        if (refusal.isPresent()) {
            return Decided.rejected(state, refusal.get().reason(), refusal.get().detail());
        }
        Optional<SettingVersion<RateDefinition>> rate = state.rates().newest(asked.currency().getCurrencyCode());
        if (rate.isEmpty()) {
            return notRedeemable(state, "There is no redemption rate for " + asked.currency() + ".");
        }
        if (open.isEmpty() && state.isFull()) {
            return Decided.rejected(state, CheckoutReason.TOO_MANY_HOLDS,
                    "Points are already held for " + CheckoutState.OPEN_LIMIT
                            + " carts of this customer; void one of those holds first.");
        }
        long available = account.balance().points() + open.map(Hold::points).orElse(0L);
        return asked.points() == null ? holdMost(state, open, rate.get(), available, account)
                : hold(state, open, rate.get(), asked.points(), available, account);
    }

    private Decided<CheckoutState> holdMost(CheckoutState state, Optional<Hold> open, SettingVersion<RateDefinition> rate,
            long available, LockedAccount account) {
        SpendableAmount most = SpendableAmount.max(rate, total(), discountable(), available);
        long minimum = rate.definition().minimumOrDefault();
        if (most.points() > 0) {
            return place(state, open, rate, most.points(), account);
        }
        return minimum > available ? new Decided<>(PostingResult.insufficient(minimum, available), state)
                : notRedeemable(state,
                        most.limits().stream().map(SpendableAmount.Limit::detail).collect(Collectors.joining(" ")));
    }

    private Decided<CheckoutState> hold(CheckoutState state, Optional<Hold> open, SettingVersion<RateDefinition> rate,
            long points, long available, LockedAccount account) {
        Optional<String> fault = fault(points, rate.definition());
        if (fault.isPresent()) {
            return notRedeemable(state, fault.get());
        }
        return points > available ? new Decided<>(PostingResult.insufficient(points, available), state)
                : place(state, open, rate, points, account);
    }

    /** Why the rate does not allow so many points for this cart, whatever the balance. */
    private Optional<String> fault(long points, RateDefinition definition) {
        if (points < definition.minimumOrDefault()) {
            return Optional.of("At least " + definition.minimumOrDefault() + " points must be spent at once.");
        }
        if (points % definition.stepOrDefault() != 0) {
            return Optional.of("Only multiples of " + definition.stepOrDefault() + " points can be spent.");
        }
        if (definition.amount(points) == 0) {
            return Optional.of(
                    points + " points are worth less than the smallest amount of " + asked.currency() + "; more are required.");
        }
        long payable = definition.pointsWithin(Math.min(definition.payable(total()), discountable()));
        return points > payable ? Optional.of("At most " + payable + " points can be spent on this cart.") : Optional.empty();
    }

    private long total() {
        return cart == null ? 0 : cart.total(asked.cartTotal());
    }

    private long discountable() {
        return cart == null ? 0 : cart.discountable(asked.cartTotal());
    }

    private Decided<CheckoutState> place(CheckoutState state, Optional<Hold> open, SettingVersion<RateDefinition> rate,
            long points, LockedAccount account) {
        if (open.isPresent() && discountStatus != DiscountStatus.BY_SHOP && !open.get().id().equals(withdrawn)) {
            return changed(state);
        }
        long before = open.map(Hold::points).orElse(0L);
        Hold hold = newHold(open, rate, points, account.now());
        CheckoutState after = open.filter(old -> discountStatus != DiscountStatus.BY_SHOP)
                .map(old -> state.with(old.ended(Hold.Status.VOIDED, account.now()).with(DiscountStatus.WITHDRAWN)))
                .orElse(state);
        return post(after.with(hold), hold, points - before, account);
    }

    /** The expiry does not move while the number of held points stays the same. */
    private Hold newHold(Optional<Hold> open, SettingVersion<RateDefinition> rate, long points, Instant now) {
        long amount = rate.definition().amount(points);
        Instant until = open.filter(old -> old.points() == points).map(Hold::expiresAt).orElse(now.plus(time));
        return open.filter(old -> discountStatus == DiscountStatus.BY_SHOP)
                .map(old -> old.changed(points, asked, amount, rate.version(), until))
                .orElseGet(() -> new Hold(id, Hold.Status.HELD, points, 0, null, asked, amount, discountStatus, rate.version(),
                        now, until, null));
    }

    private static Decided<CheckoutState> post(CheckoutState after, Hold hold, long more, LockedAccount account) {
        if (more == 0) {
            return Decided.noOp(after, HELD, "The hold is changed; its points stay the same.");
        }
        Instant next = after.nextHoldExpiry();
        Posting posting = more > 0 ? Posting.hold(more, next == null ? hold.expiresAt() : next)
                : Posting.release(Kind.VOID, -more, next);
        return new Decided<>(posting.apply(account.from(new Provenance(account.now(), computedFrom(hold)))), after);
    }

    private static String computedFrom(Hold hold) {
        return new JsonObject().put("hold_id", hold.id().toString()).put("cart_total", hold.asked().cartTotal())
                .put("amount", hold.amount()).put("currency_code", hold.currency().getCurrencyCode())
                .put("rate_version", hold.rateVersion()).encode();
    }

    private static Decided<CheckoutState> changed(CheckoutState state) {
        return Decided.rejected(state, CheckoutReason.HOLD_CHANGED,
                "The hold for this cart was changed by another request; repeat the request.");
    }

    private static Decided<CheckoutState> notRedeemable(CheckoutState state, String detail) {
        return Decided.rejected(state, CheckoutReason.NOT_REDEEMABLE, detail);
    }
}
