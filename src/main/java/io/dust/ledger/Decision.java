package io.dust.ledger;

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
     */
    record Accept(Kind kind, Balance after, @Nullable Long reverses, long earned, long spent) implements Decision {

        @Override
        public <T> T fold(Function<Accept, T> ifAccepted, Function<Refuse, T> ifRefused) {
            return ifAccepted.apply(this);
        }

        Accept withEarned(long points) {
            return new Accept(kind, after, reverses, points, spent);
        }

        Accept withSpent(long points) {
            return new Accept(kind, after, reverses, earned, points);
        }
    }

    /**
     * Nothing changes.
     *
     * @param detail one sentence for the caller
     */
    record Refuse(Reason reason, String detail) implements Decision {
        @Override
        public <T> T fold(Function<Accept, T> ifAccepted, Function<Refuse, T> ifRefused) {
            return ifRefused.apply(this);
        }
    }

    /** What follows from it, whichever it is. */
    <T> T fold(Function<Accept, T> ifAccepted, Function<Refuse, T> ifRefused);

    /** Adds to what the customer owns, or takes from it. */
    static Accept accept(Kind kind, Balance balance, long points) {
        return new Accept(kind, balance.plus(points), null, 0, 0);
    }

    static Refuse insufficient(long wanted, Balance balance) {
        return new Refuse(Reason.INSUFFICIENT_POINTS, wanted + " points are needed, and " + balance.points() + " are there.");
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
