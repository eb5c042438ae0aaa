package io.dust.earn.order;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.account.Provenance;
import io.dust.earn.rule.CustomerMaximum;
import io.dust.earn.rule.Earnings;
import io.dust.earn.rule.RuleDefinition;
import io.dust.earn.rule.RuleHistory;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.order.OrderReason;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Returns;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;
import io.dust.setting.SettingVersion;
import io.vertx.core.json.JsonObject;

/**
 * The points that a customer has for an order, by all that is known of it, and the postings after
 * which the customer has them.
 *
 * @param rules with what the order is worth now
 * @param isIgnored whether the order earns nothing because its currency has no rule
 * @param detail one sentence that explains the decision when no points change
 */
public record EarningDecision(Order order, RuleHistory rules, PostingSeries postings, boolean isIgnored, String detail) {

    /**
     * Decides.
     *
     * @param at when the cause of the decision occurred
     */
    public static EarningDecision of(Order order, RuleHistory rules, PostingSeries postings, Instant at,
            EarnSettings settings) {
        OrderContent content = order.facts().currentContent();
        Instant placedAt = order.facts().placedAt();
        if (order.reversed()) {
            return noChange(order, rules, postings, "Staff have reversed the points of order " + order.id() + ".");
        }
        if (content == null || placedAt == null) {
            return noChange(order, rules, postings,
                    "The event counts as soon as the order.placed of order " + order.id() + " arrives.");
        }
        Optional<SettingVersion<RuleDefinition>> rule = rules.at(order.currency(), placedAt);
        if (rule.isEmpty() && order.entitled() == 0) {
            return new EarningDecision(order, rules, postings, true, "No earning rule for " + order.currency()
                    + " was in force when order " + order.id() + " was placed, so it earns nothing.");
        }
        Earnings earnings = rule.map(version -> earnings(order.facts(), content, version, placedAt)).orElse(null);
        if (earnings != null && earnings.exceedsLimit()) {
            return noChange(order, rules, postings.rejected(PostingResult.rejected(OrderReason.EARNS_TOO_MUCH,
                    "Order " + order.id() + " would earn more than " + Balance.LIMIT
                            + " points, the most that an order can earn.")),
                    "");
        }
        Order limited = limited(order, rules, placedAt, rule);
        long entitled = entitled(limited, postings, earnings);
        GrantChange change = GrantChange.to(limited, entitled, postings, new Provenance(at, computedFrom(limited, earnings)),
                settings);
        RuleHistory after = limited.allowance() == null ? rules
                : rules.with(order.id(), new RuleHistory.EarnedOrder(placedAt, entitled));
        return new EarningDecision(change.order(), after, change.postings(), false, change.detail());
    }

    private static Earnings earnings(OrderFacts facts, OrderContent content, SettingVersion<RuleDefinition> rule,
            Instant placedAt) {
        Returns returns = Returns.of(content, facts.paidWithPoints(), facts.currentRefunds());
        return Earnings.of(content, facts.paidWithPoints(), returns, rule, placedAt);
    }

    /** The order with what the customer's limit allows it, which is fixed when the order is first known. */
    private static Order limited(Order order, RuleHistory rules, Instant placedAt,
            Optional<SettingVersion<RuleDefinition>> rule) {
        CustomerMaximum maximum = rule.map(version -> version.definition().customerMaximum()).orElse(null);
        return maximum == null || order.allowance() != null ? order
                : order.withAllowance(rules.allowance(order.id(), placedAt, maximum));
    }

    /** A canceled order is worth nothing, and neither is one that belongs to another customer now. */
    private static long entitled(Order order, PostingSeries postings, @Nullable Earnings earnings) {
        boolean isOwned = order.facts().belongsTo(postings.account().account().customerId());
        if (earnings == null || order.facts().isCanceled() || !isOwned) {
            return 0;
        }
        return order.allowance() == null ? earnings.points() : Math.min(earnings.points(), order.allowance());
    }

    private static String computedFrom(Order order, @Nullable Earnings earnings) {
        JsonObject json = new JsonObject().put("currency_code", order.currency().getCurrencyCode())
                .put("revision", order.revision() + 1);
        return (earnings == null ? json : json.mergeIn(earnings.toJson())).encode();
    }

    private static EarningDecision noChange(Order order, RuleHistory rules, PostingSeries postings, String detail) {
        return new EarningDecision(order, rules, postings, false, detail);
    }
}
