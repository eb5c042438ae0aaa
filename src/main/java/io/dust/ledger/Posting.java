package io.dust.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What may happen to a customer's points, and what it does to them. */
public sealed interface Posting extends Intent {

    /** Grants points; they repay debt first. */
    record Earn(long points) implements Posting.OfPoints {
        public Earn {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.EARN;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plus(points)).withEarned(points);
        }
    }

    /** Takes points, all of them or none. */
    record Deduct(long points) implements Posting.OfPoints {
        public Deduct {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.DEDUCT;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return points > balance.points() ? Decision.insufficient(points, balance.points())
                    : Decision.accept(kind(), balance.plus(-points)).withSpent(points);
        }
    }

    /** Corrects the points up or down, never below 0. */
    record Adjust(long points) implements Posting.OfPoints {
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
            return -points > balance.points() ? Decision.insufficient(-points, balance.points())
                    : Decision.accept(kind(), balance.plus(points));
        }
    }

    /** Promises points that cannot be spent until they are released. */
    record EarnPending(long points) implements Posting.OfPoints {
        public EarnPending {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.EARN_PENDING;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plusPending(points));
        }
    }

    /** Grants points that were pending; they repay debt first. */
    record EarnRelease(long points) implements Posting.OfPoints {
        public EarnRelease {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.EARN_RELEASE;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plusPending(-points).plus(points)).withEarned(points);
        }
    }

    /** Drops points that were pending. */
    record EarnCancel(long points) implements Posting.OfPoints {
        public EarnCancel {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.EARN_CANCEL;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plusPending(-points));
        }
    }

    /** Takes granted points back; those that have been spent are owed. */
    record ClawBack(long points) implements Posting.OfPoints {
        public ClawBack {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.CLAWBACK;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plus(-points)).withEarned(-points);
        }
    }

    /**
     * Sets points aside.
     *
     * @param heldUntil when the next of all held points are to be given back
     */
    record Hold(long points, Instant heldUntil) implements Posting.OfPoints {
        public Hold {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.HOLD;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return points > balance.points() ? Decision.insufficient(points, balance.points())
                    : Decision.accept(kind(), balance.plus(-points).plusHeld(points)).withHeldUntil(heldUntil);
        }
    }

    /**
     * Spends points that were held, or that should have been: what is not there of these is owed.
     *
     * @param points that are held and now spent
     * @param rest that are held and now points again
     * @param unheld that are not held any more, and spent nevertheless
     * @param heldUntil when the next of all points that stay held are to be given back
     */
    record Capture(long points, long rest, long unheld, @Nullable Instant heldUntil) implements Posting {
        public Capture {
            requireInRange("points", points, 0);
            requireInRange("rest", rest, 0);
            requireInRange("unheld", unheld, 0);
            requireInRange("what is spent", Math.addExact(points, unheld), 1);
        }

        @Override
        public Kind kind() {
            return Kind.CAPTURE;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plusHeld(-points - rest).plus(rest - unheld)).withSpent(points + unheld)
                    .withHeldUntil(heldUntil);
        }

        @Override
        public String canonical() {
            return kind() + " " + points + " " + rest + " " + unheld;
        }
    }

    /**
     * Makes held points points again; they repay debt first.
     *
     * @param kind {@link Kind#VOID} or {@link Kind#HOLD_EXPIRE}
     * @param heldUntil when the next of all points that stay held are to be given back
     */
    record Free(Kind kind, long points, @Nullable Instant heldUntil) implements Posting.OfPoints {
        public Free {
            requireInRange("points", points, 1);
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind, balance.plusHeld(-points).plus(points)).withHeldUntil(heldUntil);
        }
    }

    /** Gives spent points back; they repay debt first. */
    record RedeemRefund(long points) implements Posting.OfPoints {
        public RedeemRefund {
            requireInRange("points", points, 1);
        }

        @Override
        public Kind kind() {
            return Kind.REDEEM_REFUND;
        }

        @Override
        public Decision decide(Balance balance, Optional<Target> target) {
            return Decision.accept(kind(), balance.plus(points)).withSpent(-points);
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

    @Override
    default String label() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    /** One that a number of points says all about. */
    sealed interface OfPoints extends Posting {

        /** Whole points. */
        long points();

        @Override
        default String canonical() {
            return kind() + " " + points();
        }
    }

    private static void requireInRange(String name, long value, long min) {
        if (value < min || value > Balance.LIMIT) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + Balance.LIMIT + ", but is " + value);
        }
    }
}
