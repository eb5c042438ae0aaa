package io.dust.ledger;

import java.util.Optional;

/** What may happen to a customer's points, and what it does to them. */
public sealed interface Posting {

    /** Grants points; they repay debt first. */
    record Earn(long points) implements Posting {
        public Earn {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.EARN;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance, points).withEarned(points);
        }

        @Override
        public String canonical() {
            return kind() + " " + points;
        }
    }

    /** Takes points, all of them or none. */
    record Deduct(long points) implements Posting {
        public Deduct {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.DEDUCT;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return points > balance.points() ? Decision.insufficient(points, balance)
                    : Decision.accept(kind(), balance, -points).withSpent(points);
        }

        @Override
        public String canonical() {
            return kind() + " " + points;
        }
    }

    /** Corrects the points up or down, never below 0. */
    record Adjust(long points) implements Posting {
        public Adjust {
            requireInRange("points", points, -Balance.LIMIT);
            if (points == 0) {
                throw new IllegalArgumentException("points must not be 0");
            }
        }

        @Override
        public Kind kind() {
            return Kind.ADJUST;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return -points > balance.points() ? Decision.insufficient(-points, balance)
                    : Decision.accept(kind(), balance, points);
        }

        @Override
        public String canonical() {
            return kind() + " " + points;
        }
    }

    /** Takes back the customer's transaction of that version, once. */
    record Reverse(long version) implements Posting {
        public Reverse {
            requireInRange("version", version, 1);
        }

        @Override
        public Kind kind() {
            return Kind.REVERSAL;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return target.map(found -> found.takeBack(balance)).orElseGet(() -> new Decision.Refuse(
                    Reason.TRANSACTION_NOT_FOUND, "The customer has no transaction " + version + "."));
        }

        @Override
        public String canonical() {
            return kind() + " " + version;
        }
    }

    /** What the transaction will be that it leads to. */
    Kind kind();

    /**
     * What this does to a locked balance. Pure: no clock, no database.
     *
     * @param target the transaction that a {@link Reverse} names, if there is one of that version
     */
    Decision decide(Balance balance, Optional<Target> target);

    /** What is asked for, in a form that is stored as part of a fingerprint and so must never change. */
    String canonical();

    private static void requireInRange(String name, long value, long min) {
        if (value < min || value > Balance.LIMIT) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + Balance.LIMIT + ", but is " + value);
        }
    }
}
