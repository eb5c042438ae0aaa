package io.dust.redeem.checkout;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.dust.setting.Ratio;
import io.vertx.core.json.JsonObject;

/**
 * A discount of an order that points have paid for.
 *
 * @param points that it costs now
 * @param amount of the discount, in minor units
 * @param most points that it may cost
 * @param hold what was held for it
 * @param told whether the shop has told this discount of the order
 * @param share of the order that points may pay, by the rate of the hold; null when there is no hold
 *        in the order's currency, or before the shop has told the discount
 */
public record PaidDiscount(long points, long amount, long most, Held hold, boolean told, @Nullable Ratio share) {

    /**
     * Points that were held, and the discount that they pay for, in minor units of the order's
     * currency.
     *
     * @param amount 0 when the shop's amounts say nothing about the points: they are in another
     *        currency, or staff have captured the points
     */
    public record Held(long points, long amount) {

        /** The points that pay for a discount. */
        public long pointsFor(OptionalLong told) {
            boolean smaller = told.isPresent() && told.getAsLong() < amount;
            return smaller ? RedemptionPosting.pointsOf(points, amount, told.getAsLong()) : points;
        }
    }

    /**
     * What the shop tells of a discount.
     *
     * @param known false when it has told nothing of the order's discounts so far
     * @param applied whether the order has the discount
     * @param amount in minor units; empty when it is not told
     */
    public record Told(boolean known, boolean applied, OptionalLong amount) {
    }

    /** The discount as the shop has told it; what the shop has never told stays. */
    PaidDiscount with(Told now) {
        if (!now.known || (!told && !now.applied)) {
            return this;
        }
        long cost = now.applied ? Math.min(most, hold.pointsFor(now.amount)) : 0;
        long paidFor = hold.amount == 0 ? now.applied ? amount : 0 : RedemptionPosting.amountOf(hold.points, hold.amount, cost);
        return new PaidDiscount(cost, paidFor, most, hold, true, share);
    }

    /** The same discount with the share that its hold allows. */
    public PaidDiscount withShare(@Nullable Ratio ofHold) {
        return new PaidDiscount(points, amount, most, hold, told, ofHold);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject().put("points", points).put("amount", amount).put("most", most)
                .put("held_points", hold.points).put("held_amount", hold.amount).put("told", told);
        return share == null ? json
                : json.put("share",
                        new JsonObject().put("numerator", share.numerator()).put("denominator", share.denominator()));
    }

    static PaidDiscount of(JsonObject json) {
        return new PaidDiscount(json.getLong("points"), json.getLong("amount"), json.getLong("most"),
                new Held(json.getLong("held_points"), json.getLong("held_amount")), json.getBoolean("told"),
                share(json.getJsonObject("share")));
    }

    private static @Nullable Ratio share(@Nullable JsonObject json) {
        return json == null ? null : new Ratio(json.getLong("numerator"), json.getLong("denominator"));
    }
}
