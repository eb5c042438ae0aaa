package io.dust.redeem;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.event.PointsCode;
import io.dust.setting.CurrentSettings;

/**
 * What a customer's points are held for, and what they were spent on, as far as a request needs it: all that is held now, and
 * what the request names.
 *
 * @param changed the ids of what differs from what is stored
 */
record Wallet(Map<UUID, Hold> holds, Map<String, Redemption> redemptions, CurrentSettings<RateDefinition> rates,
        Set<Object> changed) {

    /** A customer can hold points for so many carts at once. */
    static final int OPEN_LIMIT = 100;

    Optional<Hold> hold(UUID id) {
        return Optional.ofNullable(holds.get(id));
    }

    Optional<Hold> openFor(String cartId) {
        return holds.values().stream().filter(hold -> hold.isHeld() && hold.asked().cartId().equals(cartId)).findAny();
    }

    Optional<Hold> withCode(String code) {
        return PointsCode.id(code).flatMap(this::hold);
    }

    /** What is known of an order. */
    Redemption redemptionOf(String orderId, Currency currency) {
        Redemption known = redemptions.get(orderId);
        return known == null ? Redemption.unheardOf(orderId, currency) : known;
    }

    boolean isFull() {
        return holds.values().stream().filter(Hold::isHeld).count() >= OPEN_LIMIT;
    }

    /** When the next of what is held is to be given back. */
    @Nullable
    Instant heldUntil() {
        return holds.values().stream().filter(Hold::isHeld).map(Hold::expiresAt).min(Instant::compareTo).orElse(null);
    }

    Wallet with(Hold hold) {
        Map<UUID, Hold> all = new HashMap<>(holds);
        all.put(hold.id(), hold);
        return new Wallet(all, redemptions, rates, changedWith(hold.id()));
    }

    Wallet with(Redemption redemption) {
        Map<String, Redemption> all = new HashMap<>(redemptions);
        all.put(redemption.orderId(), redemption);
        return new Wallet(holds, all, rates, changedWith(redemption.orderId()));
    }

    private Set<Object> changedWith(Object id) {
        Set<Object> all = new HashSet<>(changed);
        all.add(id);
        return all;
    }
}
