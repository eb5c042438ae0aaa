package io.dust.ledger;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.account.Kind;

/** A change of an account that the account alone decides. */
public sealed interface Posting extends Command {

    /** Grants points; they repay debt first. */
    static Posting earn(long points) {
        return new OfPoints(Kind.EARN, points, null);
    }

    /** Takes points, all or none. */
    static Posting deduct(long points) {
        return new OfPoints(Kind.DEDUCT, points, null);
    }

    /** Corrects the points up or down, never below 0. */
    static Posting adjust(long points) {
        return new OfPoints(Kind.ADJUST, points, null);
    }

    /** Promises points that are not spendable until they are released. */
    static Posting earnPending(long points) {
        return new OfPoints(Kind.EARN_PENDING, points, null);
    }

    /** Grants pending points; they repay debt first. */
    static Posting earnRelease(long points) {
        return new OfPoints(Kind.EARN_RELEASE, points, null);
    }

    /** Drops pending points. */
    static Posting earnCancel(long points) {
        return new OfPoints(Kind.EARN_CANCEL, points, null);
    }

    /** Takes granted points back; missing points become debt. */
    static Posting clawBack(long points) {
        return new OfPoints(Kind.CLAWBACK, points, null);
    }

    /** Returns spent points; they repay debt first. */
    static Posting redeemRefund(long points) {
        return new OfPoints(Kind.REDEEM_REFUND, points, null);
    }

    /**
     * Reserves points, all or none.
     *
     * @param nextExpiry the instant at which the next of all holds expires
     */
    static Posting hold(long points, Instant nextExpiry) {
        return new OfPoints(Kind.HOLD, points, nextExpiry);
    }

    /**
     * Makes held points spendable again; they repay debt first.
     *
     * @param kind {@link Kind#VOID} or {@link Kind#HOLD_EXPIRE}
     * @param nextExpiry the instant at which the next of the remaining holds expires; null when none remains
     */
    static Posting release(Kind kind, long points, @Nullable Instant nextExpiry) {
        return new OfPoints(kind, points, nextExpiry);
    }

    /** Reverses the transaction of that version, once. */
    static Posting reverse(long version) {
        return new Reversal(version);
    }

    Kind kind();

    /** Decides on a locked account. Pure: no clock, no database. */
    PostingResult apply(LockedAccount account);

    @Override
    default String label() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    /** A posting that its kind and a number of points describe. */
    record OfPoints(Kind kind, long points, @Nullable Instant nextHoldExpiry) implements Posting {

        public OfPoints {
            requireInRange("points", points, kind == Kind.ADJUST ? -Balance.LIMIT : 1);
            if (points == 0) {
                throw new IllegalArgumentException("points must not be 0");
            }
        }

        @Override
        public PostingResult apply(LockedAccount account) {
            Balance before = account.balance();
            long required = switch (kind) {
                case DEDUCT, HOLD -> points;
                case ADJUST -> -points;
                default -> 0;
            };
            return required > before.points() ? PostingResult.insufficient(required, before.points())
                    : account.post(kind, after(before), nextHoldExpiry);
        }

        private Balance after(Balance before) {
            return switch (kind) {
                case EARN, ADJUST, REDEEM_REFUND -> before.plus(points);
                case DEDUCT, CLAWBACK -> before.plus(-points);
                case EARN_PENDING -> before.plusPending(points);
                case EARN_RELEASE -> before.plusPending(-points).plus(points);
                case EARN_CANCEL -> before.plusPending(-points);
                case HOLD -> before.plus(-points).plusHeld(points);
                case VOID, HOLD_EXPIRE -> before.plusHeld(-points).plus(points);
                case CAPTURE, REVERSAL -> throw new IllegalStateException("A number of points does not describe a " + kind);
            };
        }

        @Override
        public String canonical() {
            return kind + " " + points;
        }
    }

    /**
     * Spends held points, and points that are not held any more; missing points become debt.
     *
     * @param points held points that are spent
     * @param remainder held points that become spendable again
     * @param uncovered spent points that no hold covers
     * @param nextHoldExpiry the instant at which the next of the remaining holds expires; null when none remains
     */
    record Capture(long points, long remainder, long uncovered, @Nullable Instant nextHoldExpiry) implements Posting {

        public Capture {
            requireInRange("points", points, 0);
            requireInRange("remainder", remainder, 0);
            requireInRange("uncovered", uncovered, 0);
            requireInRange("spent points", Math.addExact(points, uncovered), 1);
        }

        @Override
        public Kind kind() {
            return Kind.CAPTURE;
        }

        @Override
        public PostingResult apply(LockedAccount account) {
            Balance after = account.balance().plusHeld(-points - remainder).plus(remainder - uncovered);
            return account.post(Kind.CAPTURE, after, nextHoldExpiry);
        }

        @Override
        public String canonical() {
            return Kind.CAPTURE + " " + points + " " + remainder + " " + uncovered;
        }
    }

    /** Reverses the transaction of that version, once. */
    record Reversal(long version) implements Posting {

        public Reversal {
            requireInRange("version", version, 1);
        }

        @Override
        public Kind kind() {
            return Kind.REVERSAL;
        }

        @Override
        public PostingResult apply(LockedAccount account) {
            return account.candidate(version).map(candidate -> candidate.reverse(account))
                    .orElseGet(() -> PostingResult.rejected(LedgerReason.TRANSACTION_NOT_FOUND,
                            "The customer has no transaction " + version + "."));
        }

        @Override
        public String canonical() {
            return Kind.REVERSAL + " " + version;
        }
    }

    private static void requireInRange(String name, long value, long min) {
        if (value < min || value > Balance.LIMIT) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + Balance.LIMIT + ", but is " + value);
        }
    }
}
