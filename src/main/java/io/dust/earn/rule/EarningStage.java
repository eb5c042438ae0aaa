package io.dust.earn.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

import io.dust.http.Amounts;
import io.dust.order.OrderData;
import io.dust.setting.Ratio;
import io.dust.setting.SettingVersion;

/** One stage of the calculation of points. A stage is pure, and one line in the list of all. */
public interface EarningStage {

    List<EarningStage> ALL = List.of(EarningStage::validity, EarningStage::basis, EarningStage::minimum, EarningStage::rate,
            EarningStage::campaigns, EarningStage::maximum);

    /**
     * Applies every stage, in order.
     *
     * @param order with a total
     * @param at when the order was placed
     */
    static EarningCalculation calculate(OrderData order, SettingVersion<RuleDefinition> rule, Instant at) {
        EarningCalculation calculation = new EarningCalculation(order.total().orElseThrow(), BigInteger.ONE, BigInteger.ONE,
                null, List.of());
        for (EarningStage stage : ALL) {
            calculation = stage.apply(calculation, order, rule, at);
        }
        return calculation;
    }

    EarningCalculation apply(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule, Instant at);

    private static EarningCalculation validity(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        Instant from = rule.definition().validFrom();
        Instant until = rule.definition().validUntil();
        if (from != null && at.isBefore(from)) {
            return soFar
                    .zero(new EarningCalculation.Explanation("validity",
                            "The rule is valid from " + from + ", so nothing is earned."));
        }
        if (until != null && !at.isBefore(until)) {
            return soFar.zero(
                    new EarningCalculation.Explanation("validity",
                            "The rule was valid until " + until + ", so nothing is earned."));
        }
        return soFar;
    }

    private static EarningCalculation basis(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        RuleDefinition.Basis basis = rule.definition().basisOrDefault();
        long amount = order.total().orElseThrow();
        amount -= basis.hasTax() ? 0 : order.taxTotal();
        // The tax of shipping is part of the tax total, and must not be subtracted twice.
        amount -= basis.hasShipping() ? 0 : order.shippingTotal() - (basis.hasTax() ? 0 : order.shippingTaxTotal());
        // The part that points paid for earns nothing, although it is a discount for the shop.
        amount += basis.isAfterDiscounts() ? 0 : Math.max(order.discountTotal() - order.paidWithPoints(), 0);
        amount = Math.max(amount, 0);
        return soFar.withAmount(amount, new EarningCalculation.Explanation("basis", amount(amount, rule) + " counts, "
                + with(basis.hasTax()) + " tax, " + with(basis.hasShipping()) + " shipping, "
                + (basis.isAfterDiscounts() ? "after" : "before") + " discounts."));
    }

    private static EarningCalculation minimum(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        BigDecimal minimum = rule.definition().minimumOrder();
        if (minimum == null || soFar.amount() >= Amounts.minorUnits("minimum_order", minimum, rule.currency())) {
            return soFar;
        }
        return soFar.zero(new EarningCalculation.Explanation("minimum_order",
                "An order earns points from " + minimum.toPlainString() + " " + rule.currency() + " on."));
    }

    private static EarningCalculation rate(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        Ratio rate = rule.definition().rate();
        return soFar.times(rate, new EarningCalculation.Explanation("rate",
                rate.numerator() + " points are earned for each " + amount(rate.denominator(), rule) + "."));
    }

    private static EarningCalculation campaigns(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        EarningCalculation calculation = soFar;
        for (RuleDefinition.Campaign campaign : rule.definition().campaignsOrNone()) {
            if (campaign.isOn(at)) {
                calculation = calculation.times(campaign.multiplier(),
                        new EarningCalculation.Explanation("campaign", campaign.name()
                                + " multiplies the points by " + campaign.multiplier().numerator() + "/"
                                + campaign.multiplier().denominator() + "."));
            }
        }
        return calculation;
    }

    private static EarningCalculation maximum(EarningCalculation soFar, OrderData order, SettingVersion<RuleDefinition> rule,
            Instant at) {
        Long maximum = rule.definition().maximumPoints();
        if (maximum == null || soFar.maximum() != null) {
            return soFar;
        }
        return soFar.atMost(maximum,
                new EarningCalculation.Explanation("maximum_points", "An order earns at most " + maximum + " points."));
    }

    private static String with(boolean counts) {
        return counts ? "with" : "without";
    }

    private static String amount(long minorUnits, SettingVersion<RuleDefinition> rule) {
        int decimals = Math.max(rule.currency().getDefaultFractionDigits(), 0);
        return BigDecimal.valueOf(minorUnits, decimals).toPlainString() + " " + rule.currency();
    }
}
