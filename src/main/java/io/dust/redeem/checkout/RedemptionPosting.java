package io.dust.redeem;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Kind;
import io.dust.ledger.Origin;
import io.dust.ledger.Posting;
import io.vertx.core.json.JsonObject;

/** What has to happen to points so that a customer has paid what they owe. One request needs one posting at the most. */
final class Settlement {

    private Settlement() {
    }

    /**
     * Holds end, and points are spent.
     *
     * @param after the wallet with all that has changed
     * @param freed points of holds that have ended
     * @param paid how many points it costs the customer: out of those, and the rest of what else there is
     * @param computedFrom what that was computed from
     */
    static Considered.Conclusion<Wallet> of(Wallet after, long freed, long paid, Balance balance, Instant at,
            JsonObject computedFrom) {
        if (freed == 0 && paid == 0) {
            return kept(after, "No points are to be moved.");
        }
        long outOfHeld = Math.min(freed, paid);
        Posting posting = paid > 0 ? new Posting.Capture(outOfHeld, freed - outOfHeld, paid - outOfHeld, after.heldUntil())
                : paid == 0 ? new Posting.Free(Kind.VOID, freed, after.heldUntil()) : new Posting.RedeemRefund(-paid);
        return post(posting, after, balance, at, computedFrom);
    }

    /** Held points are points again. */
    static Considered.Conclusion<Wallet> freed(Wallet after, Hold hold, Kind kind, Balance balance, Instant at) {
        return post(new Posting.Free(kind, hold.points(), after.heldUntil()), after, balance, at, computedFrom(hold));
    }

    static Considered.Conclusion<Wallet> kept(Wallet after, String detail) {
        return new Considered.Conclusion<>(new Decision.Keep("applied", detail), Optional.of(after));
    }

    static Considered.Conclusion<Wallet> post(Posting posting, Wallet after, Balance balance, Instant at,
            JsonObject computedFrom) {
        return new Considered.Conclusion<>(
                posting.decide(balance, Optional.empty()).from(new Origin(at, computedFrom.encode())), Optional.of(after));
    }

    static JsonObject computedFrom(Hold hold) {
        return new JsonObject().put("hold_id", hold.id().toString()).put("held", hold.points())
                .put("amount", hold.discount().amount()).put("currency_code", hold.discount().currency().getCurrencyCode())
                .put("rate_version", hold.rateVersion());
    }

    static JsonObject computedFrom(Redemption redemption) {
        return new JsonObject().put("captured", redemption.captured()).put("amount", redemption.amount())
                .put("currency_code", redemption.currency().getCurrencyCode()).put("given_back", redemption.givenBack());
    }

    /** The share of a hold's discount that some of its points pay for, in minor units, rounded down. */
    static long amountOf(Hold hold, long spent) {
        return share(hold.discount().amount(), spent, hold.points()).longValueExact();
    }

    /** The share of a hold's points that pay for some of its discount, rounded up: none is given away. */
    static long pointsOf(Hold hold, long amount) {
        return hold.points()
                - share(hold.points(), hold.discount().amount() - amount, hold.discount().amount()).longValueExact();
    }

    private static BigInteger share(long number, long numerator, long denominator) {
        return BigInteger.valueOf(number).multiply(BigInteger.valueOf(numerator)).divide(BigInteger.valueOf(denominator));
    }
}
