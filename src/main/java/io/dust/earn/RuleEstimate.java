package io.dust.earn;

import java.time.Clock;

import jakarta.inject.Singleton;

import io.dust.event.EarningEstimate;
import io.dust.event.OrderData;
import io.smallrye.mutiny.Uni;

/** What the rules in force would grant. */
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
        return rules.current().map(current -> current.of(order.currencyCode())
                .map(rule -> Computation.of(order, rule, clock.instant()).terms(order, rule))
                .filter(terms -> !terms.exceedsLimit())
                .map(terms -> terms.points(0)).orElse(0L));
    }
}
