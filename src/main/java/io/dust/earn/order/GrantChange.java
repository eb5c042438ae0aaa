package io.dust.earn.order;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

import io.dust.account.Provenance;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingResult;
import io.dust.ledger.PostingSeries;
import io.dust.order.content.OrderContent;
import io.dust.order.state.GrantedPoints;
import io.dust.order.state.Order;
import io.dust.order.state.OrderFacts;

/**
 * The change from the points that a customer was granted for an order to those that the customer is
 * entitled to.
 *
 * @param order after the change
 * @param detail one sentence for the case that no points change
 */
record GrantChange(Order order, PostingSeries postings, String detail) {

    /** @param provenance of the transactions */
    static GrantChange to(Order order, long entitled, PostingSeries postings, Provenance provenance, EarnSettings settings) {
        GrantedPoints granted = order.granted();
        long released = released(order, entitled, postings.account().now(), settings);
        long more = released - granted.kept();
        PostingSeries made = postings;
        if (more > 0) {
            long again = Math.min(more, granted.waived());
            long fromPending = Math.min(more - again, granted.pending());
            long direct = more - again - fromPending;
            made = fromPending == 0 ? made : made.add(Posting.earnRelease(fromPending), provenance);
            made = direct == 0 ? made : made.add(Posting.earn(direct), provenance);
            granted = granted.plusWaived(-again).withPending(granted.pending() - fromPending)
                    .plusReleased(fromPending + direct);
        }
        long pending = entitled - released;
        if (pending > granted.pending()) {
            made = made.add(Posting.earnPending(pending - granted.pending()), provenance);
        } else if (pending < granted.pending()) {
            made = made.add(Posting.earnCancel(granted.pending() - pending), provenance);
        }
        GrantedPoints after = granted.withPending(pending);
        return more < 0 ? clawBack(order, entitled, after, -more, made, provenance, settings)
                : new GrantChange(order.with(after, entitled), made,
                        "Order " + order.id() + (entitled == 0 ? " earns nothing." : " keeps its points."));
    }

    /** The points that should be spendable by now. */
    private static long released(Order order, long entitled, Instant now, EarnSettings settings) {
        OrderFacts facts = order.facts();
        if (facts.isUnpaid()) {
            return 0;
        }
        boolean isDue = releaseAt(facts, settings).filter(time -> !now.isBefore(time)).isPresent();
        long releasable = !isDue ? 0
                : settings.releaseOn() == EarnSettings.ReleaseOn.COMPLETED || facts.isPaid() ? entitled
                        : paidShare(facts, entitled);
        return Math.max(releasable, Math.min(order.granted().kept(), entitled));
    }

    /** When the points become spendable; empty before the event that starts the waiting time. */
    private static Optional<Instant> releaseAt(OrderFacts facts, EarnSettings settings) {
        Instant reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? facts.paidAt() : facts.completedAt();
        return Optional.ofNullable(reached).map(at -> at.plus(settings.releaseAfter()));
    }

    private static long paidShare(OrderFacts facts, long points) {
        OrderContent content = facts.currentContent();
        long total = content == null ? 0 : content.total();
        return total == 0 ? points
                : BigInteger.valueOf(points).multiply(BigInteger.valueOf(facts.paid())).divide(BigInteger.valueOf(total))
                        .longValueExact();
    }

    private static GrantChange clawBack(Order order, long entitled, GrantedPoints granted, long points, PostingSeries made,
            Provenance provenance, EarnSettings settings) {
        long available = Math.min(points, made.account().balance().points());
        long taken = settings.clawBack() == EarnSettings.ClawBackPolicy.DEBT ? points : available;
        if (settings.clawBack() == EarnSettings.ClawBackPolicy.REFUSE && taken < points) {
            return new GrantChange(order, made.rejected(PostingResult.rejected(LedgerReason.INSUFFICIENT_POINTS, points
                    + " points of order " + order.id() + " must be clawed back; the customer has " + available + ".")), "");
        }
        long waived = points - taken;
        return new GrantChange(order.with(granted.plusClawedBack(taken).plusWaived(waived), entitled),
                taken == 0 ? made : made.add(Posting.clawBack(taken), provenance),
                waived + " points of order " + order.id() + " are spent and not clawed back.");
    }
}
