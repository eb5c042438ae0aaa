package io.dust.redeem.checkout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.dust.account.Kind;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.redeem.discount.DiscountStatus;

/**
 * Records whether the discount of a hold was created. If it was not, or if that is not known, the
 * points become spendable again: no client has seen the code yet. A later sweep withdraws a
 * discount that exists nevertheless.
 */
public record RecordDiscount(UUID id, boolean created) implements CheckoutCommand {

    @Override
    public String label() {
        return created ? "discount" : "discount_failed";
    }

    @Override
    public String canonical() {
        return label() + " " + id;
    }

    @Override
    public List<UUID> holdIds() {
        return List.of(id);
    }

    @Override
    public Decided<CheckoutState> decide(CheckoutState state, LockedAccount account) {
        Optional<Hold> found = state.hold(id);
        if (found.isEmpty()) {
            return Decided.rejected(state, CheckoutReason.HOLD_NOT_FOUND, "The customer has no hold " + id + ".");
        }
        Hold hold = found.get();
        if (created) {
            DiscountStatus status = hold.isHeld() ? DiscountStatus.ACTIVE : DiscountStatus.WITHDRAWING;
            return Decided.noOp(state.with(hold.with(status)), "applied", "The discount is created.");
        }
        return hold.isHeld() && hold.discountStatus() == DiscountStatus.PENDING
                ? RedemptionPosting.release(state.with(hold.ended(Hold.Status.VOIDED, account.now())), hold, Kind.VOID, account,
                        account.now())
                : Decided.noOp(state, "kept", "Another request has created the discount.");
    }
}
