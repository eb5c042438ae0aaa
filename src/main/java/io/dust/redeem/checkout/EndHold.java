package io.dust.redeem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Kind;
import io.dust.ledger.Reason;

/** How a hold ends. Every end is final: the same end again changes nothing, and another one is refused. */
sealed interface HoldEnding extends WalletRequest {

    /**
     * Its points are spent, all or a part of them; the rest are points again.
     *
     * @param points null for all
     * @param order the order that they pay for, if it is known
     */
    record Capture(UUID id, @Nullable Long points, Optional<String> order) implements HoldEnding {

        @Override
        public String label() {
            return "capture";
        }

        @Override
        public String canonical() {
            return "capture " + id + " " + points + " " + order.orElse("");
        }

        @Override
        public Optional<String> orderId() {
            return order;
        }

        @Override
        public boolean wasThis(Hold ended) {
            return ended.status() == Hold.Status.CAPTURED && ended.captured() == pointsOf(ended)
                    && order.map(id -> id.equals(ended.orderId())).orElse(true);
        }

        @Override
        public Considered.Conclusion<Wallet> end(Wallet wallet, Hold hold, Balance balance, Instant now) {
            long spent = pointsOf(hold);
            return spent > hold.points()
                    ? HoldEnding.refuse(Reason.NOT_REDEEMABLE,
                            "At most the " + hold.points() + " points that are held can be captured.")
                    : capture(wallet.with(hold.captured(spent, order.orElse(null), now)), hold, spent, balance, now);
        }

        /** Of an order that has been canceled or refunded before, only what it still costs is spent. */
        private Considered.Conclusion<Wallet> capture(Wallet ended, Hold hold, long spent, Balance balance, Instant now) {
            if (order.isEmpty()) {
                return Settlement.of(ended, hold.points(), spent, balance, now, Settlement.computedFrom(hold));
            }
            Redemption before = ended.redemptionOf(order.get(), hold.discount().currency());
            Redemption after = before.captured(hold.code(), spent, Settlement.amountOf(hold, spent)).settled();
            return Settlement.of(ended.with(after), hold.points(), after.paid() - before.paid(), balance, now,
                    Settlement.computedFrom(hold));
        }

        private long pointsOf(Hold hold) {
            return points == null ? hold.points() : points;
        }
    }

    /**
     * Nothing is spent.
     *
     * @param withdrawn whether its discount is known to apply no more
     */
    record GiveUp(UUID id, boolean withdrawn) implements HoldEnding {

        @Override
        public String label() {
            return "void";
        }

        @Override
        public String canonical() {
            return "void " + id;
        }

        @Override
        public boolean wasThis(Hold ended) {
            return ended.status() == Hold.Status.VOIDED;
        }

        @Override
        public Considered.Conclusion<Wallet> end(Wallet wallet, Hold hold, Balance balance, Instant now) {
            Hold ended = hold.ended(Hold.Status.VOIDED, now);
            return Settlement.freed(wallet.with(withdrawn ? ended.with(Hold.Offer.WITHDRAWN) : ended), hold, Kind.VOID, balance,
                    now);
        }
    }

    /** Its time has passed. */
    record Expire(UUID id) implements HoldEnding {

        @Override
        public String label() {
            return "expire";
        }

        @Override
        public String canonical() {
            return "expire " + id;
        }

        @Override
        public boolean wasThis(Hold ended) {
            return true;
        }

        @Override
        public Considered.Conclusion<Wallet> end(Wallet wallet, Hold hold, Balance balance, Instant now) {
            return now.isBefore(hold.expiresAt())
                    ? new Considered.Conclusion<>(new Decision.Keep("early", "The hold has been given more time."),
                            Optional.empty())
                    : Settlement.freed(wallet.with(hold.ended(Hold.Status.EXPIRED, now)), hold, Kind.HOLD_EXPIRE, balance,
                            hold.expiresAt());
        }
    }

    UUID id();

    /** Whether a hold has ended in this way. */
    boolean wasThis(Hold ended);

    /** What becomes of a hold that is held. */
    Considered.Conclusion<Wallet> end(Wallet wallet, Hold hold, Balance balance, Instant now);

    @Override
    default List<UUID> holdIds() {
        return List.of(id());
    }

    @Override
    default Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
        Optional<Hold> found = wallet.hold(id());
        if (found.isEmpty()) {
            return refuse(Reason.HOLD_NOT_FOUND, "The customer has no hold " + id() + ".");
        }
        Hold hold = found.get();
        if (hold.isHeld()) {
            return end(wallet, hold, balance, now);
        }
        return wasThis(hold)
                ? new Considered.Conclusion<>(new Decision.Keep(hold.status().label(), "The hold has ended so before."),
                        Optional.empty())
                : refuse(Reason.HOLD_ENDED, "The hold has ended: it is " + hold.status().label()
                        + (hold.status() == Hold.Status.CAPTURED ? " with " + hold.captured() + " points." : "."));
    }

    private static Considered.Conclusion<Wallet> refuse(Reason reason, String detail) {
        return new Considered.Conclusion<>(new Decision.Refuse(reason, detail), Optional.empty());
    }
}
