package io.dust.redeem.rate;

import java.util.ArrayList;
import java.util.List;

import io.dust.http.input.Amounts;
import io.dust.setting.SettingVersion;

/**
 * The most points that can be spent on a cart.
 *
 * @param points of two numbers with the same value, the smaller
 * @param amount the value of the points, in minor units
 * @param limits the limits that decided the number
 */
public record SpendableAmount(long points, long amount, List<Limit> limits) {

    /** A limit that decided the number, with a sentence that explains it. */
    public record Limit(String limit, String detail) {
    }

    /**
     * The most points for a cart.
     *
     * @param cartTotal in minor units
     * @param discountable the most that a discount can take off the cart, in minor units
     * @param available points of the customer
     */
    public static SpendableAmount max(SettingVersion<RateDefinition> rate, long cartTotal, long discountable, long available) {
        RateDefinition definition = rate.definition();
        List<Limit> limits = new ArrayList<>();
        long affordable = definition.wholeSteps(available);
        long payable = definition.pointsWithin(Math.min(definition.payable(cartTotal), discountable));
        limits.add(
                affordable < payable ? new Limit("points", "The customer has " + available + " points.")
                        : ofCart(rate, cartTotal, discountable));
        if (affordable < payable && affordable < available) {
            limits.add(new Limit("step_points", "Only multiples of " + definition.stepOrDefault() + " points can be spent."));
        }
        long most = Math.min(affordable, payable);
        long minimum = definition.minimumOrDefault();
        long points = Math.max(definition.fewestWorthAsMuch(most), stepsAbove(minimum, definition));
        if (points > most) {
            limits.add(new Limit("minimum_points", "At least " + minimum + " points must be spent at once."));
            return new SpendableAmount(0, 0, limits);
        }
        long amount = definition.amount(points);
        if (amount == 0) {
            limits.add(new Limit("rate", "The points are worth less than the smallest amount of " + rate.currency() + "."));
            return new SpendableAmount(0, 0, limits);
        }
        return new SpendableAmount(points, amount, limits);
    }

    private static Limit ofCart(SettingVersion<RateDefinition> rate, long cartTotal, long discountable) {
        long payable = rate.definition().payable(cartTotal);
        if (discountable < payable) {
            return new Limit("discountable",
                    "Points pay at most " + Amounts.majorUnits(discountable, rate.currency()).toPlainString() + " "
                            + rate.currency() + " of the cart: its items, after all other discounts.");
        }
        return payable == cartTotal ? new Limit("cart_total", "Points pay at most the total of the cart.")
                : new Limit("maximum_share",
                        "Points may pay at most " + Amounts.majorUnits(payable, rate.currency()).toPlainString()
                                + " " + rate.currency() + " of the cart.");
    }

    private static long stepsAbove(long minimum, RateDefinition definition) {
        long step = definition.stepOrDefault();
        return definition.wholeSteps(Math.addExact(minimum, step - 1));
    }
}
