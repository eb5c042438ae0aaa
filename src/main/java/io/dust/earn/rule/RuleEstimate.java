package io.dust.earn.rule;

import java.time.Clock;

import jakarta.inject.Singleton;

import io.dust.order.EarningEstimate;
import io.dust.order.OrderData;
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
    public Uni<Long> pointsFor(OrderData order) {
        return rules.active().map(active -> active.of(order.currencyCode())
                .map(rule -> EarningStage.calculate(order, rule, clock.instant()).terms(order, rule))
                .filter(terms -> !terms.exceedsLimit())
                .map(terms -> terms.points(0)).orElse(0L));
    }
}
