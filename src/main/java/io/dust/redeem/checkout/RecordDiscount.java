package io.dust.redeem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.dust.ledger.Balance;
import io.dust.ledger.Considered;
import io.dust.ledger.Decision;
import io.dust.ledger.Kind;
import io.dust.ledger.Reason;

/**
 * What has become of the discount of a hold. Nobody was told its code yet, so when it could not be made, or nobody knows, the
 * points go back at once, and whatever there is of it is withdrawn later.
 */
record OfferOutcome(UUID id, boolean made) implements WalletRequest {

    @Override
    public String label() {
        return made ? "offer" : "offer_failed";
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
    public Considered.Conclusion<Wallet> conclude(Wallet wallet, Balance balance, Instant now) {
        Optional<Hold> found = wallet.hold(id);
        if (found.isEmpty()) {
            return new Considered.Conclusion<>(
                    new Decision.Refuse(Reason.HOLD_NOT_FOUND, "The customer has no hold " + id + "."),
                    Optional.empty());
        }
        Hold hold = found.get();
        if (made) {
            return Settlement.kept(wallet.with(hold.with(hold.isHeld() ? Hold.Offer.OFFERED : Hold.Offer.WITHDRAWING)),
                    "The discount is made.");
        }
        return hold.isHeld() && hold.offer() == Hold.Offer.WANTED
                ? Settlement.freed(wallet.with(hold.ended(Hold.Status.VOIDED, now)), hold, Kind.VOID, balance, now)
                : new Considered.Conclusion<>(new Decision.Keep("kept", "Somebody else has made it."), Optional.empty());
    }
}
