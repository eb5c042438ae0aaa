package io.dust.earn.order;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.dust.earn.rule.EarningTerms;
import io.dust.order.OrderEvent;

/**
 * The facts that are known of an order, and its points. An event adds a fact; the points follow
 * from the facts, so that the order of events does not matter.
 *
 * @param reversed whether staff have reversed the points of the order: then it earns nothing more
 */
record Order(String id, String currencyCode, Facts facts, Points points, boolean reversed) {

    static Order unknown(String id, String currencyCode) {
        return new Order(id, currencyCode, new Facts(null, null, null, null, Map.of()), new Points(0, 0, 0, 0), false);
    }

    /** The points that the order should have earned by now, released or not. */
    long earned() {
        EarningTerms terms = facts.terms;
        return terms == null || facts.canceledAt != null ? 0 : terms.points(facts.refunded());
    }

    /** When the points become spendable; empty before the event that starts the waiting time. */
    Optional<Instant> releaseAt(EarnSettings settings) {
        Instant reached = settings.releaseOn() == EarnSettings.ReleaseOn.PAID ? facts.paidAt : facts.completedAt;
        return Optional.ofNullable(reached).map(at -> at.plus(settings.releaseAfter()));
    }

    Order with(Facts changed) {
        return new Order(id, currencyCode, changed, points, reversed);
    }

    Order with(Points changed) {
        return new Order(id, currencyCode, facts, changed, reversed);
    }

    /**
     * The facts of all events so far.
     *
     * @param terms null before the order is placed
     * @param refunds in minor units, by the ids of the refunds
     */
    record Facts(@Nullable EarningTerms terms, @Nullable Instant paidAt, @Nullable Instant completedAt,
            @Nullable Instant canceledAt,
            Map<String, Long> refunds) {

        long refunded() {
            return refunds.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        }

        /** Adds the facts of an event, except the terms. */
        Facts with(OrderEvent event, Instant at) {
            return switch (event.type()) {
                case PLACED -> event.order().captured() ? paid(at) : this;
                case PAID -> paid(at);
                case COMPLETED -> new Facts(terms, paidAt, earlier(completedAt, at), canceledAt, refunds);
                case CANCELED -> new Facts(terms, paidAt, completedAt, earlier(canceledAt, at), refunds);
                case REFUNDED -> new Facts(terms, paidAt, completedAt, canceledAt, with(event.refund()));
            };
        }

        Facts with(EarningTerms known) {
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

        /** The earliest time of a fact counts, whatever the order of the events. */
        private static Instant earlier(@Nullable Instant known, Instant other) {
            return known != null && known.isBefore(other) ? known : other;
        }
    }

    /**
     * The points of the order.
     *
     * @param pending promised, and neither released nor dropped
     * @param released granted at any time
     * @param clawedBack granted and taken back
     * @param waived granted and due to be taken back, but spent
     */
    record Points(long pending, long released, long clawedBack, long waived) {

        static Points pending(long points) {
            return new Points(points, 0, 0, 0);
        }

        static Points released(long points) {
            return new Points(0, points, 0, 0);
        }

        /** The points that the customer keeps of the order. */
        long netEarned() {
            return released - clawedBack - waived;
        }
    }
}
