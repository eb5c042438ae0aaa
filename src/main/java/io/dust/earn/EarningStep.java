package io.dust.earn;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.dust.event.OrderData;
import io.dust.http.Amounts;
import io.dust.setting.CurrencySetting;
import io.dust.setting.Fraction;

/** One rule by which orders become points: pure, and one line in the list of all. */
interface EarningStep {

    List<EarningStep> ALL = List.of(EarningStep::validity, EarningStep::basis, EarningStep::minimum, EarningStep::rate,
            EarningStep::campaigns, EarningStep::maximum);

    Computation apply(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at);

    private static Computation validity(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        Instant from = rule.definition().validFrom();
        Instant until = rule.definition().validUntil();
        if (from != null && at.isBefore(from)) {
            return soFar
                    .nothing(new Computation.Step("validity", "The rule is valid from " + from + ", so nothing is earned."));
        }
        if (until != null && !at.isBefore(until)) {
            return soFar.nothing(
                    new Computation.Step("validity", "The rule was valid until " + until + ", so nothing is earned."));
        }
        return soFar;
    }

    private static Computation basis(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        RuleDefinition.Basis basis = rule.definition().basisOrDefault();
        long amount = order.total().orElseThrow();
        amount -= basis.hasTax() ? 0 : order.taxTotal();
        // Shipping carries tax, which must not be left out twice.
        amount -= basis.hasShipping() ? 0 : order.shippingTotal() - (basis.hasTax() ? 0 : order.shippingTaxTotal());
        // What was paid with points earns nothing, though it is a discount to the shop.
        amount += basis.isAfterDiscounts() ? 0 : Math.max(order.discountTotal() - order.paidWithPoints(), 0);
        amount = Math.max(amount, 0);
        return soFar.withAmount(amount, new Computation.Step("basis", amount(amount, rule) + " counts, "
                + with(basis.hasTax()) + " tax, " + with(basis.hasShipping()) + " shipping, "
                + (basis.isAfterDiscounts() ? "after" : "before") + " discounts."));
    }

    private static Computation minimum(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        BigDecimal minimum = rule.definition().minimumOrder();
        if (minimum == null || soFar.amount() >= Amounts.minorUnits("minimum_order", minimum, rule.currency())) {
            return soFar;
        }
        return soFar.nothing(new Computation.Step("minimum_order",
                "An order has to count at least " + minimum.toPlainString() + " " + rule.currency() + " to earn."));
    }

    private static Computation rate(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        Fraction rate = rule.definition().rate();
        return soFar.times(rate, new Computation.Step("rate",
                rate.numerator() + " points are earned for each " + amount(rate.denominator(), rule) + "."));
    }

    private static Computation campaigns(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        Computation computation = soFar;
        for (RuleDefinition.Campaign campaign : rule.definition().campaignsOrNone()) {
            if (campaign.isOn(at)) {
                computation = computation.times(campaign.multiplier(), new Computation.Step("campaign", campaign.name()
                        + " multiplies them by " + campaign.multiplier().numerator() + "/"
                        + campaign.multiplier().denominator() + "."));
            }
        }
        return computation;
    }

    private static Computation maximum(Computation soFar, OrderData order, CurrencySetting<RuleDefinition> rule, Instant at) {
        Long maximum = rule.definition().maximumPoints();
        if (maximum == null || soFar.maximum() != null) {
            return soFar;
        }
        return soFar.atMost(maximum,
                new Computation.Step("maximum_points", "An order earns " + maximum + " points at the most."));
    }

    private static String with(boolean counts) {
        return counts ? "with" : "without";
    }

    private static String amount(long minorUnits, CurrencySetting<RuleDefinition> rule) {
        int decimals = Math.max(rule.currency().getDefaultFractionDigits(), 0);
        return BigDecimal.valueOf(minorUnits, decimals).toPlainString() + " " + rule.currency();
    }
}
