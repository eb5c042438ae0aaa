package io.dust.redeem.checkout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.account.Kind;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.redeem.discount.DiscountStatus;

/**
 * Ends a hold. Every end is final: the same end again changes nothing, and another end is rejected.
 */
public sealed interface EndHold extends CheckoutCommand {

    /**
     * Spends the points of a hold, all or a part; the remainder becomes spendable again.
     *
     * @param points null for all
     * @param order the order that the points pay for; null when it is not known
     */
    record Capture(UUID id, @Nullable Long points, @Nullable String order) implements EndHold {

        @Override
        public String label() {
            return "capture";
        }

        @Override
        public String canonical() {
            return "capture " + id + " " + points + " " + (order == null ? "" : order);
        }

        @Override
        public Optional<String> orderId() {
            return Optional.ofNullable(order);
        }

        @Override
        public boolean matches(Hold ended) {
            return ended.status() == Hold.Status.CAPTURED && ended.captured() == pointsOf(ended)
                    && (order == null || order.equals(ended.orderId()));
        }

        @Override
        public Decided<CheckoutState> end(CheckoutState state, Hold hold, LockedAccount account) {
            long spent = pointsOf(hold);
            if (spent > hold.points()) {
                return Decided.rejected(state, CheckoutReason.NOT_REDEEMABLE,
                        "The hold has " + hold.points() + " points; " + spent + " cannot be captured.");
            }
            return capture(state.with(hold.captured(spent, order, account.now())), hold, spent, account);
        }

        /** An order that is canceled or refunded already costs only what it still costs. */
        private Decided<CheckoutState> capture(CheckoutState ended, Hold hold, long spent, LockedAccount account) {
            if (order == null) {
                return post(ended, hold, spent, account);
            }
            OrderCost before = ended.costOf(order, hold.currency());
            OrderCost after = before.with(hold.code(),
                    new PaidDiscount(spent, hold.amountOf(spent), spent,
                            new PaidDiscount.Held(hold.points(), 0), false, null));
            return post(ended.with(after), hold, after.netPoints() - before.netPoints(), account);
        }

        private static Decided<CheckoutState> post(CheckoutState after, Hold hold, long paid, LockedAccount account) {
            PostingSeries postings = RedemptionPosting.post(PostingSeries.on(account), after, hold.points(), paid,
                    RedemptionPosting.provenance(hold, account.now()));
            return new Decided<>(postings.result(PostingResult.noOp("captured", "No points change.")), after);
        }

        private long pointsOf(Hold hold) {
            return points == null ? hold.points() : points;
        }
    }

    /**
     * Makes the points of a hold spendable again.
     *
     * @param withdrawn whether its discount is already withdrawn
     */
    record VoidHold(UUID id, boolean withdrawn) implements EndHold {

        @Override
        public String label() {
            return "void";
        }

        @Override
        public String canonical() {
            return "void " + id;
        }

        @Override
        public boolean matches(Hold ended) {
            return ended.status() == Hold.Status.VOIDED;
        }

        @Override
        public Decided<CheckoutState> end(CheckoutState state, Hold hold, LockedAccount account) {
            Hold ended = hold.ended(Hold.Status.VOIDED, account.now());
            return RedemptionPosting.release(state.with(withdrawn ? ended.with(DiscountStatus.WITHDRAWN) : ended), hold,
                    Kind.VOID, account, account.now());
        }
    }

    /** Makes the points of an expired hold spendable again. */
    record Expire(UUID id) implements EndHold {

        @Override
        public String label() {
            return "expire";
        }

        @Override
        public String canonical() {
            return "expire " + id;
        }

        @Override
        public boolean matches(Hold ended) {
            return true;
        }

        @Override
        public Decided<CheckoutState> end(CheckoutState state, Hold hold, LockedAccount account) {
            return account.now().isBefore(hold.expiresAt())
                    ? Decided.noOp(state, "early", "The hold was extended and is not expired.")
                    : RedemptionPosting.release(state.with(hold.ended(Hold.Status.EXPIRED, account.now())), hold,
                            Kind.HOLD_EXPIRE, account, hold.expiresAt());
        }
    }

    UUID id();

    /** Whether a hold has ended in this way. */
    boolean matches(Hold ended);

    /** Ends a hold whose points are held. */
    Decided<CheckoutState> end(CheckoutState state, Hold hold, LockedAccount account);

    @Override
    default List<UUID> holdIds() {
        return List.of(id());
    }

    @Override
    default Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
        Optional<Hold> found = state.hold(id());
        if (found.isEmpty()) {
            return Decided.rejected(state, CheckoutReason.HOLD_NOT_FOUND, "The customer has no hold " + id() + ".");
        }
        Hold hold = found.get();
        if (hold.isHeld()) {
            return end(state, hold, account);
        }
        String status = hold.status().label();
        return matches(hold) ? Decided.noOp(state, status, "The hold is already " + status + ".")
                : Decided.rejected(state, CheckoutReason.HOLD_ENDED, "The hold is already " + status
                        + (hold.status() == Hold.Status.CAPTURED ? " with " + hold.captured() + " points" : "")
                        + "; a hold can end only once.");
    }
}
