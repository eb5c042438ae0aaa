package io.dust.order.state;

/**
 * The points that an account has been granted for an order.
 *
 * @param pending promised, and neither released nor dropped
 * @param released granted at any time
 * @param clawedBack granted and taken back
 * @param waived granted and due to be taken back, but spent
 */
public record GrantedPoints(long pending, long released, long clawedBack, long waived) {

    public static final GrantedPoints NONE = new GrantedPoints(0, 0, 0, 0);

    /** Compared by hand, because GraalVM interprets the equality of records (ADR 17). */
    public boolean isSameAs(GrantedPoints other) {
        return pending == other.pending && released == other.released && clawedBack == other.clawedBack
                && waived == other.waived;
    }

    /** The points that the customer keeps of the order. */
    public long kept() {
        return released - clawedBack - waived;
    }

    public GrantedPoints withPending(long points) {
        return new GrantedPoints(points, released, clawedBack, waived);
    }

    public GrantedPoints plusReleased(long points) {
        return new GrantedPoints(pending, released + points, clawedBack, waived);
    }

    public GrantedPoints plusClawedBack(long points) {
        return new GrantedPoints(pending, released, clawedBack + points, waived);
    }

    /**
     * The points with more that are waived.
     *
     * @param points negative when the customer is entitled again to points that were waived
     */
    public GrantedPoints plusWaived(long points) {
        return new GrantedPoints(pending, released, clawedBack, waived + points);
    }
}
