package io.dust.redeem.checkout;

import java.math.BigInteger;
import java.time.Instant;

import io.dust.account.Kind;
import io.dust.account.Provenance;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingSeries;
import io.vertx.core.json.JsonObject;

/**
 * The posting after which a customer has paid the points that they owe. One command needs at most
 * one posting.
 */
public final class RedemptionPosting {

    private RedemptionPosting() {
    }

    /**
     * Ends holds, and spends or returns points.
     *
     * @param after the state with all changes
     * @param released points of the holds that end
     * @param paid points that the customer pays: first the released ones, then others; negative
     *        when points are returned
     */
    public static PostingSeries post(PostingSeries postings, CheckoutState after, long released, long paid,
            Provenance provenance) {
        if (paid > 0) {
            long covered = Math.min(released, paid);
            return postings.add(new Posting.Capture(covered, released - covered, paid - covered, after.nextHoldExpiry()),
                    provenance);
        }
        PostingSeries voided = released == 0 ? postings
                : postings.add(Posting.release(Kind.VOID, released, after.nextHoldExpiry()), provenance);
        return paid == 0 ? voided : voided.add(Posting.redeemRefund(-paid), provenance);
    }

    /**
     * Makes the points of a hold spendable again.
     *
     * @param at when the hold ended
     */
    static Decided<CheckoutState> release(CheckoutState after, Hold hold, Kind kind, LockedAccount account, Instant at) {
        Posting posting = Posting.release(kind, hold.points(), after.nextHoldExpiry());
        return new Decided<>(posting.apply(account.from(provenance(hold, at))), after);
    }

    static Provenance provenance(Hold hold, Instant at) {
        return new Provenance(at, new JsonObject().put("hold_id", hold.id().toString()).put("held", hold.points())
                .put("amount", hold.amount()).put("currency_code", hold.currency().getCurrencyCode())
                .put("rate_version", hold.rateVersion()).encode());
    }

    public static Provenance provenance(OrderCost cost, Instant at) {
        return new Provenance(at, new JsonObject().put("captured", cost.captured()).put("amount", cost.amount())
                .put("currency_code", cost.currency().getCurrencyCode()).put("given_back", cost.givenBack()).encode());
    }

    /**
     * The share of a discount that some of its points pay for, in minor units, rounded down.
     */
    static long amountOf(long points, long amount, long spent) {
        return share(amount, spent, points).longValueExact();
    }

    /** The share of the points of a discount that pay for a part of it, rounded up. */
    static long pointsOf(long points, long amount, long part) {
        return points - share(points, amount - part, amount).longValueExact();
    }

    private static BigInteger share(long number, long numerator, long denominator) {
        return BigInteger.valueOf(number).multiply(BigInteger.valueOf(numerator)).divide(BigInteger.valueOf(denominator));
    }
}
