package io.dust.redeem;

import java.util.ArrayList;
import java.util.List;

import io.dust.http.Amounts;
import io.dust.setting.CurrencySetting;

/**
 * How many points can be spent on a cart, and why not more.
 *
 * @param points as many as possible, but none for nothing: of two numbers that are worth the same, the smaller
 * @param amount what they are worth, in minor units
 * @param limits what has decided that
 */
record Spending(long points, long amount, List<Limit> limits) {

    /** A limit that decided, by its name and in a sentence. */
    record Limit(String limit, String detail) {
    }

    /**
     * As many as possible.
     *
     * @param cartTotal in minor units
     * @param available points of the customer
     */
    static Spending most(CurrencySetting<RateDefinition> rate, long cartTotal, long available) {
        RateDefinition definition = rate.definition();
        List<Limit> limits = new ArrayList<>();
        long there = definition.wholeSteps(available);
        long payable = definition.pointsWithin(definition.payable(cartTotal));
        limits.add(
                there < payable ? new Limit("points", "The customer has " + available + " points.") : ofCart(rate, cartTotal));
        if (there < payable && there < available) {
            limits.add(new Limit("step_points", "Only multiples of " + definition.stepOrDefault() + " points can be spent."));
        }
        long most = Math.min(there, payable);
        long minimum = definition.minimumOrDefault();
        long points = Math.max(definition.fewestWorthAsMuch(most), stepsFor(minimum, definition));
        if (points > most) {
            limits.add(new Limit("minimum_points", "No fewer than " + minimum + " points can be spent at once."));
            return new Spending(0, 0, limits);
        }
        long amount = definition.amount(points);
        if (amount == 0) {
            limits.add(new Limit("rate", "So few points are worth nothing in " + rate.currency() + "."));
            return new Spending(0, 0, limits);
        }
        return new Spending(points, amount, limits);
    }

    private static Limit ofCart(CurrencySetting<RateDefinition> rate, long cartTotal) {
        long payable = rate.definition().payable(cartTotal);
        return payable == cartTotal ? new Limit("cart_total", "Points pay no more than the cart costs.")
                : new Limit("maximum_share", "Points may pay " + Amounts.majorUnits(payable, rate.currency()).toPlainString()
                        + " " + rate.currency() + " of the cart.");
    }

    private static long stepsFor(long minimum, RateDefinition definition) {
        long step = definition.stepOrDefault();
        return definition.wholeSteps(Math.addExact(minimum, step - 1));
    }
}
