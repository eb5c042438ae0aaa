package io.dust.earn.rule;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.dust.setting.SettingHistory;
import io.dust.setting.SettingVersion;

/**
 * The earning rules of a currency, those of today and of earlier times, and what a customer has
 * earned by them.
 *
 * @param earned by the ids of orders; only while a rule has a limit for a customer
 */
public record RuleHistory(SettingHistory<RuleDefinition> rules, Map<String, EarnedOrder> earned) {

    /**
     * What an order is worth.
     *
     * @param points that the customer is entitled to
     */
    public record EarnedOrder(Instant placedAt, long points) {
    }

    /** The rule for an order of that time. */
    public Optional<SettingVersion<RuleDefinition>> at(Currency currency, Instant placedAt) {
        return rules.at(currency.getCurrencyCode(), placedAt);
    }

    /** The history with what an order is worth now, so that the next order of a batch knows it. */
    public RuleHistory with(String orderId, EarnedOrder order) {
        Map<String, EarnedOrder> all = new HashMap<>(earned);
        all.put(orderId, order);
        return new RuleHistory(rules, all);
    }

    /** The points that an order may earn by the customer's limit: what other orders of the period leave. */
    public long allowance(String orderId, Instant placedAt, CustomerMaximum maximum) {
        Instant start = maximum.start(placedAt);
        Instant end = maximum.end(placedAt);
        long others = earned.entrySet().stream().filter(entry -> !entry.getKey().equals(orderId)).map(Map.Entry::getValue)
                .filter(order -> !order.placedAt.isBefore(start) && order.placedAt.isBefore(end))
                .mapToLong(EarnedOrder::points).reduce(0, Math::addExact);
        return Math.max(maximum.points() - others, 0);
    }
}
