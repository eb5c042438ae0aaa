package io.dust.account;

public enum Kind {
    /** Points granted; they repay debt first. */
    EARN("Points earned", Lifetime.EARNED),
    /** Points promised, not spendable yet. */
    EARN_PENDING("Points pending", Lifetime.NONE),
    /** Pending points granted; they repay debt first. */
    EARN_RELEASE("Pending points released", Lifetime.EARNED),
    /** Pending points dropped. */
    EARN_CANCEL("Pending points canceled", Lifetime.NONE),
    /** Granted points taken back; missing points become debt. */
    CLAWBACK("Points clawed back", Lifetime.EARNED),
    /** Points reserved by a hold. */
    HOLD("Points held", Lifetime.NONE),
    /** Held points spent; the remainder becomes spendable again. */
    CAPTURE("Held points spent", Lifetime.SPENT),
    /** Held points that become spendable again; they repay debt first. */
    VOID("Hold voided", Lifetime.NONE),
    /** Held points that become spendable again at the end of their hold; they repay debt first. */
    HOLD_EXPIRE("Hold expired", Lifetime.NONE),
    /** Spent points returned; they repay debt first. */
    REDEEM_REFUND("Spent points returned", Lifetime.SPENT),
    /** Points spent or taken. */
    DEDUCT("Points deducted", Lifetime.SPENT),
    /** A correction in either direction that is neither earning nor spending. */
    ADJUST("Points adjusted", Lifetime.NONE),
    /** An earlier transaction reversed. */
    REVERSAL("Transaction reversed", Lifetime.NONE);

    private final String description;
    private final Lifetime lifetime;

    Kind(String description, Lifetime lifetime) {
        this.description = description;
        this.lifetime = lifetime;
    }

    /** The lifetime total that transactions of a kind change. */
    enum Lifetime {
        EARNED,
        SPENT,
        NONE
    }

    /** The kind in words, to be followed by its reference. */
    String description() {
        return description;
    }

    Lifetime lifetime() {
        return lifetime;
    }
}
