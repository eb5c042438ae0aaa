package io.dust.order.state;

import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * All that one customer's account knows of an order.
 *
 * @param facts what the shop has told
 * @param granted the points that the order has earned this customer
 * @param entitled the points that the order is worth for this customer now
 * @param allowance the most points by the customer's limit for a period; null without such a limit
 * @param revision counts the changes of the granted points
 * @param unmatched discounts of points that no hold pays for, by their codes
 * @param newlyUnmatched how many of them the last event has added; it is not stored
 * @param unsettled whether other customers of the order must still be told of these facts
 * @param reversed whether staff have reversed the points of the order: then it earns nothing more
 */
public record Order(String id, Currency currency, OrderFacts facts, GrantedPoints granted, long entitled,
        @Nullable Long allowance, long revision, Map<String, UnmatchedDiscount> unmatched, int newlyUnmatched,
        boolean unsettled,
        boolean reversed) {

    public static Order unknown(String id, Currency currency) {
        return new Order(id, currency, OrderFacts.NONE, GrantedPoints.NONE, 0, null, 0, Map.of(), 0, false, false);
    }

    /** The order with the facts after an event. */
    public Order with(OrderFacts changed) {
        return new Order(id, currency, changed, granted, entitled, allowance, revision, unmatched, 0, unsettled, reversed);
    }

    /** The order with other points, of which the customer keeps or awaits the entitled ones. */
    public Order with(GrantedPoints changed, long nowEntitled) {
        long next = changed.isSameAs(granted) ? revision : revision + 1;
        return new Order(id, currency, facts, changed, nowEntitled, allowance, next, unmatched, newlyUnmatched, unsettled,
                reversed);
    }

    public Order withAllowance(long points) {
        return new Order(id, currency, facts, granted, entitled, points, revision, unmatched, newlyUnmatched, unsettled,
                reversed);
    }

    public Order with(UnmatchedDiscount discount) {
        Map<String, UnmatchedDiscount> all = new TreeMap<>(unmatched);
        int added = all.put(discount.code(), discount) == null ? 1 : 0;
        return new Order(id, currency, facts, granted, entitled, allowance, revision, all, newlyUnmatched + added, unsettled,
                reversed);
    }

    public Order withUnsettled(boolean isUnsettled) {
        return new Order(id, currency, facts, granted, entitled, allowance, revision, unmatched, newlyUnmatched, isUnsettled,
                reversed);
    }
}
