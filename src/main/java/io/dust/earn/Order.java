package io.dust.earn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.dust.event.OrderEvent;

/**
 * What is known of an order, and the points that it has led to. An event adds a fact; the points follow from the facts, so
 * that the order of events does not matter.
 *
 * @param reversed whether staff have taken back what it had earned, which ends it
 */
record Order(String id, String currencyCode, Facts facts, Points points, boolean reversed) {

    static Order unheardOf(String id, String currencyCode) {
        return new Order(id, currencyCode, new Facts(null, null, null, null, Map.of()), new Points(0, 0, 0, 0), false);
    }

    /** What it should have earned by now, released or not. */
    long wanted() {
        Terms terms = facts.terms;
        return terms == null || facts.canceledAt != null ? 0 : terms.points(facts.refunded());
    }

    /** When its points can be spent, if it has come so far. */
    Optional<Instant> releaseAt(EarnSettings settings) {
        Instant reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? facts.paidAt : facts.completedAt;
        return Optional.ofNullable(reached).map(at -> at.plus(settings.releaseAfter()));
    }

    Order with(Facts told) {
        return new Order(id, currencyCode, told, points, reversed);
    }

    Order with(Points brought) {
        return new Order(id, currencyCode, facts, brought, reversed);
    }

    /**
     * What has been told.
     *
     * @param terms null until it is known to be placed
     * @param refunds minor units, by the ids of the refunds
     */
    record Facts(@Nullable Terms terms, @Nullable Instant paidAt, @Nullable Instant completedAt, @Nullable Instant canceledAt,
            Map<String, Long> refunds) {

        long refunded() {
            return refunds.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        }

        /** With what an event tells, except its terms. */
        Facts with(OrderEvent event, Instant at) {
            return switch (event.type()) {
                case PLACED -> event.order().captured() ? paid(at) : this;
                case PAID -> paid(at);
                case COMPLETED -> new Facts(terms, paidAt, earlier(completedAt, at), canceledAt, refunds);
                case CANCELED -> new Facts(terms, paidAt, completedAt, earlier(canceledAt, at), refunds);
                case REFUNDED -> new Facts(terms, paidAt, completedAt, canceledAt, with(event.refund()));
            };
        }

        Facts with(Terms known) {
            return new Facts(known, paidAt, completedAt, canceledAt, refunds);
        }

        private Facts paid(Instant at) {
            return new Facts(terms, earlier(paidAt, at), completedAt, canceledAt, refunds);
        }

        private Map<String, Long> with(OrderEvent.@Nullable Refund refund) {
            Map<String, Long> all = new TreeMap<>(refunds);
            if (refund != null) {
                all.putIfAbsent(refund.id(), refund.amount());
            }
            return all;
        }

        /** Whichever was told first: the earliest counts. */
        private static Instant earlier(@Nullable Instant known, Instant told) {
            return known != null && known.isBefore(told) ? known : told;
        }
    }

    /**
     * What it has led to.
     *
     * @param pending promised, and neither released nor dropped
     * @param released granted, at some time
     * @param clawedBack taken back of those
     * @param waived those that should have been taken back, but had been spent
     */
    record Points(long pending, long released, long clawedBack, long waived) {

        static Points pending(long points) {
            return new Points(points, 0, 0, 0);
        }

        static Points released(long points) {
            return new Points(0, points, 0, 0);
        }

        /** What it has brought the customer so far. */
        long outstanding() {
            return released - clawedBack - waived;
        }
    }
}
