package io.dust.redeem;

import io.smallrye.mutiny.Uni;

/** Who gives the discounts that held points pay for. */
interface Discounts {

    /** Where a new hold's discount stands. */
    Hold.Offer initially();

    /** Makes the discount, at most once for its code: a hold is only answered when it is there. */
    Uni<Void> offer(String customerId, Hold hold);

    /** Lets the hold's discount apply no more, if it is there. */
    Uni<Void> withdraw(Hold hold);
}
