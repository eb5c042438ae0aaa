package io.dust.earn.rule;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.order.AskedOrder;
import io.dust.order.EarningEstimate;
import io.dust.order.content.Returns;
import io.dust.setting.SettingVersion;
import io.smallrye.mutiny.Uni;

/** Estimates points by the rules in force. */
@Singleton
class RuleEstimate implements EarningEstimate {

    private final EarningRules rules;
    private final Clock clock;

    RuleEstimate(EarningRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Uni<Estimate> of(AskedOrder cart) {
        return inForce(cart).map(rule -> rule.map(version -> explained(cart, Returns.none(cart.content()), version))
                .filter(explained -> !explained.earnings().exceedsLimit())
                .map(explained -> new Estimate(explained.earnings().points(), explained.earnings().amount(),
                        explained.breakdown()))
                .orElseGet(() -> new Estimate(0, 0, List.of())));
    }

    /** The rule by which an order would earn points if it were placed now. */
    Uni<Optional<SettingVersion<RuleDefinition>>> inForce(AskedOrder order) {
        String currencyCode = order.currency().getCurrencyCode();
        return rules.history(currencyCode).map(history -> history.at(currencyCode, clock.instant()));
    }

    /** What an order would earn by a rule if it were placed now, after all that came back. */
    ExplainedEarnings explained(AskedOrder order, Returns returns, SettingVersion<RuleDefinition> rule) {
        return ExplainedEarnings.of(order.content(), order.paidWithPoints(), returns, rule, clock.instant());
    }
}
