package io.dust.redeem.checkout;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.order.DiscountCode;
import io.dust.redeem.rate.RateDefinition;
import io.dust.setting.SettingHistory;
import io.dust.setting.SettingVersion;

/**
 * A customer's checkouts, as far as a command needs them: all points that are held now, and the
 * holds and orders that the command names.
 *
 * @param costs by order id
 * @param rates the redemption rates; they are read only
 * @param changed the ids of the holds and orders that differ from the stored ones
 */
public record CheckoutState(Map<UUID, Hold> holds, Map<String, OrderCost> costs, SettingHistory<RateDefinition> rates,
        Set<Object> changed) {

    /** The most open holds of a customer. */
    static final int OPEN_LIMIT = 100;

    public Optional<Hold> hold(UUID id) {
        return Optional.ofNullable(holds.get(id));
    }

    public Optional<Hold> openHoldFor(String cartId) {
        return holds.values().stream().filter(hold -> hold.isHeld() && hold.asked().cartId().equals(cartId)).findAny();
    }

    public Optional<Hold> holdWithCode(String code) {
        return DiscountCode.id(code).flatMap(this::hold);
    }

    /** The rate at which a hold was placed, when the command has asked for the rates of its currency. */
    public RateDefinition rateOf(Hold hold) {
        return rates.version(hold.currency().getCurrencyCode(), hold.rateVersion()).map(SettingVersion::definition)
                .orElseThrow(() -> new IllegalStateException(
                        "The redemption rate of hold " + hold.id() + ", version " + hold.rateVersion() + ", was not read"));
    }

    /** The cost of an order as far as it is known. */
    public OrderCost costOf(String orderId, Currency currency) {
        OrderCost known = costs.get(orderId);
        return known == null ? OrderCost.unknown(orderId, currency) : known;
    }

    boolean isFull() {
        return holds.values().stream().filter(Hold::isHeld).count() >= OPEN_LIMIT;
    }

    /** The instant at which the next hold expires; null when no points are held. */
    @Nullable
    Instant nextHoldExpiry() {
        return holds.values().stream().filter(Hold::isHeld).map(Hold::expiresAt).min(Instant::compareTo).orElse(null);
    }

    public CheckoutState with(Hold hold) {
        Map<UUID, Hold> all = new HashMap<>(holds);
        all.put(hold.id(), hold);
        return new CheckoutState(all, costs, rates, changedWith(hold.id()));
    }

    public CheckoutState with(OrderCost cost) {
        Map<String, OrderCost> all = new HashMap<>(costs);
        all.put(cost.orderId(), cost);
        return new CheckoutState(holds, all, rates, changedWith(cost.orderId()));
    }

    private Set<Object> changedWith(Object id) {
        Set<Object> all = new HashSet<>(changed);
        all.add(id);
        return all;
    }
}
