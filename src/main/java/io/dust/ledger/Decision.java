package io.dust.ledger;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** What the ledger will do about a posting. */
public sealed interface Decision {

    /**
     * It becomes a transaction.
     *
     * @param after the balance that it leaves
     * @param reverses the version of the transaction that it takes back
     * @param earned what it adds to the lifetime total of points earned
     * @param spent what it adds to the lifetime total of points spent
     * @param heldUntil when the next of the held points are to be given back; unless what is held has changed, it stays
     * @param origin where it comes from, when a feature has considered it
     */
    record Accept(Kind kind, Balance after, @Nullable Long reverses, long earned, long spent, @Nullable Instant heldUntil,
            @Nullable Origin origin) implements Decision {

        @Override
        public <T> T fold(Function<Accept, T> ifAccepted, Function<Keep, T> ifKept, Function<Refuse, T> ifRefused) {
            return ifAccepted.apply(this);
        }

        Accept withEarned(long points) {
            return new Accept(kind, after, reverses, points, spent, heldUntil, origin);
        }

        Accept withSpent(long points) {
            return new Accept(kind, after, reverses, earned, points, heldUntil, origin);
        }

        Accept withHeldUntil(@Nullable Instant instant) {
            return new Accept(kind, after, reverses, earned, spent, instant, origin);
        }
    }

    /**
     * No points change, and that is right; the request has taken effect.
     *
     * @param outcome the feature's own name of what became of it
     * @param detail one sentence for the caller, 1 to 500 characters
     */
    record Keep(String outcome, String detail) implements Decision {
        @Override
        public <T> T fold(Function<Accept, T> ifAccepted, Function<Keep, T> ifKept, Function<Refuse, T> ifRefused) {
            return ifKept.apply(this);
        }
    }

    /**
     * Nothing changes.
     *
     * @param detail one sentence for the caller
     */
    record Refuse(Reason reason, String detail) implements Decision {
        @Override
        public <T> T fold(Function<Accept, T> ifAccepted, Function<Keep, T> ifKept, Function<Refuse, T> ifRefused) {
            return ifRefused.apply(this);
        }
    }

    /** What follows from it, whichever it is. */
    <T> T fold(Function<Accept, T> ifAccepted, Function<Keep, T> ifKept, Function<Refuse, T> ifRefused);

    /** The same decision; if it is to become a transaction, with where it comes from. */
    default Decision from(Origin origin) {
        return fold(accepted -> new Accept(accepted.kind(), accepted.after(), accepted.reverses(), accepted.earned(),
                accepted.spent(), accepted.heldUntil(), origin), kept -> kept, refused -> refused);
    }

    static Accept accept(Kind kind, Balance after) {
        return new Accept(kind, after, null, 0, 0, null, null);
    }

    static Refuse insufficient(long wanted, long available) {
        return new Refuse(Reason.INSUFFICIENT_POINTS, wanted + " points are needed, and " + available + " are there.");
    }

    /** The same decision, unless it would lead past a limit. */
    static Decision withinLimits(Decision decision, DustPoint account) {
        if (decision instanceof Accept accepted && (accepted.after().exceedsLimit()
                || account.lifetimeEarned() + accepted.earned() > Balance.LIMIT
                || account.lifetimeSpent() + accepted.spent() > Balance.LIMIT)) {
            return new Refuse(Reason.BALANCE_LIMIT,
                    "The customer would get past " + Balance.LIMIT + " points, the largest number that is exact in JSON.");
        }
        return decision;
    }
}
