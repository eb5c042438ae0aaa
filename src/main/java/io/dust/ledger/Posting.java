package io.dust.ledger;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.account.Kind;
import io.dust.account.Transaction;

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
     * @param nextExpiry the instant at which the next of the remaining holds expires; null when
     *        none remains
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
            if (kind == Kind.CAPTURE || kind == Kind.REVERSAL) {
                throw new IllegalArgumentException("A number of points does not describe a " + kind);
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
     * @param nextHoldExpiry the instant at which the next of the remaining holds expires; null when
     *        none remains
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
            return account.candidate(version).map(candidate -> reverse(candidate, account))
                    .orElseGet(() -> PostingResult.rejected(LedgerReason.TRANSACTION_NOT_FOUND,
                            "The customer has no transaction " + version + "."));
        }

        private static PostingResult reverse(ReversalCandidate candidate, LockedAccount account) {
            String name = "Transaction " + candidate.transaction().version();
            if (candidate.reversed()) {
                return PostingResult.rejected(LedgerReason.ALREADY_REVERSED, name + " is already reversed.");
            }
            if (candidate.clawedBack()) {
                return notReversible(name + " granted points that were clawed back later; make an adjustment instead.");
            }
            return switch (candidate.transaction().kind()) {
                case EARN, EARN_RELEASE, CLAWBACK, DEDUCT, ADJUST -> reverseNet(candidate.transaction(), account);
                case EARN_PENDING, EARN_CANCEL -> notReversible(
                        name + " changed pending points only; they follow their cause.");
                case HOLD, CAPTURE, VOID, HOLD_EXPIRE, REDEEM_REFUND -> notReversible(
                        name + " belongs to a hold; void or refund what it paid for instead.");
                case REVERSAL -> notReversible(name + " is a reversal itself; make an adjustment instead.");
            };
        }

        /** Debt that the transaction had repaid returns; the reversal makes no other debt. */
        private static PostingResult reverseNet(Transaction transaction, LockedAccount account) {
            long net = transaction.delta().net();
            long repaid = Math.max(-transaction.delta().debt(), 0);
            long points = account.balance().points();
            return net > points + repaid ? PostingResult.insufficient(net, points)
                    : account.reverse(transaction, account.balance().plus(-net));
        }

        private static PostingResult notReversible(String detail) {
            return PostingResult.rejected(LedgerReason.NOT_REVERSIBLE, detail);
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
