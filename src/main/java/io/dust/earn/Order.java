package io.dust.earn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.dust.event.OrderEvent;

/**
 * What is known of an order, and the points that it has led to. An event adds to the first part what it tells; the second
 * follows from it, so that the order of events does not matter.
 *
 * @param terms null until it is known to be placed
 * @param refunds minor units, by the ids of the refunds
 * @param pending promised, and neither released nor dropped
 * @param released granted, at some time
 * @param clawedBack taken back of those
 * @param waived those that should have been taken back, but had been spent
 * @param reversed whether staff have taken back what it had earned, which ends it
 */
record Order(String id, String currencyCode, @Nullable Terms terms, @Nullable Instant paidAt, @Nullable Instant completedAt,
        @Nullable Instant canceledAt, Map<String, Long> refunds, long pending, long released, long clawedBack, long waived,
        boolean reversed) {

    static Order unheardOf(String id, String currencyCode) {
        return new Order(id, currencyCode, null, null, null, null, Map.of(), 0, 0, 0, 0, false);
    }

    long refunded() {
        return refunds.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    /** What it should have earned by now, released or not. */
    long wanted() {
        return terms == null || canceledAt != null ? 0 : terms.points(refunded());
    }

    /** What it has brought the customer so far. */
    long outstanding() {
        return released - clawedBack - waived;
    }

    /** When its points can be spent, if it has come so far. */
    Optional<Instant> releaseAt(EarnSettings settings) {
        Instant reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? paidAt : completedAt;
        return Optional.ofNullable(reached).map(at -> at.plus(settings.releaseAfter()));
    }

    /** With what an event tells, except its terms. */
    Order with(OrderEvent event, Instant at) {
        return switch (event.type()) {
            case PLACED -> event.order().captured() ? paid(at) : this;
            case PAID -> paid(at);
            case COMPLETED -> new Order(id, currencyCode, terms, paidAt, earlier(completedAt, at), canceledAt, refunds, pending,
                    released, clawedBack, waived, reversed);
            case CANCELED -> new Order(id, currencyCode, terms, paidAt, completedAt, earlier(canceledAt, at), refunds, pending,
                    released, clawedBack, waived, reversed);
            case REFUNDED -> refunded(event);
        };
    }

    Order with(Terms known) {
        return new Order(id, currencyCode, known, paidAt, completedAt, canceledAt, refunds, pending, released, clawedBack,
                waived, reversed);
    }

    /** With other points. */
    Order withPoints(long nowPending, long nowReleased, long nowClawedBack, long nowWaived) {
        return new Order(id, currencyCode, terms, paidAt, completedAt, canceledAt, refunds, nowPending, nowReleased,
                nowClawedBack, nowWaived, reversed);
    }

    private Order paid(Instant at) {
        return new Order(id, currencyCode, terms, earlier(paidAt, at), completedAt, canceledAt, refunds, pending,
                released, clawedBack, waived, reversed);
    }

    /** Whichever was told first: the earliest counts. */
    private static Instant earlier(@Nullable Instant known, Instant told) {
        return known != null && known.isBefore(told) ? known : told;
    }

    private Order refunded(OrderEvent event) {
        Map<String, Long> all = new TreeMap<>(refunds);
        OrderEvent.Refund refund = event.refund();
        if (refund != null) {
            all.putIfAbsent(refund.id(), refund.amount());
        }
        return new Order(id, currencyCode, terms, paidAt, completedAt, canceledAt, all, pending, released, clawedBack, waived,
                reversed);
    }
}
