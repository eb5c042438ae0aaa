package io.dust.ledger;

/** What a transaction is. */
public enum Kind {
    /** Points granted; they repay debt first. */
    EARN,
    /** Points promised, not spendable yet. */
    EARN_PENDING,
    /** Pending points granted; they repay debt first. */
    EARN_RELEASE,
    /** Pending points dropped. */
    EARN_CANCEL,
    /** Granted points taken back; those that are not there any more become debt. */
    CLAWBACK,
    /** Points set aside for a checkout. */
    HOLD,
    /** Held points spent, as far as they are; the rest are points again. */
    CAPTURE,
    /** Held points that are points again; they repay debt first. */
    VOID,
    /** Held points that are points again because their time has passed; they repay debt first. */
    HOLD_EXPIRE,
    /** Spent points given back; they repay debt first. */
    REDEEM_REFUND,
    /** Points spent or taken. */
    DEDUCT,
    /** A correction in either direction that is neither earning nor spending. */
    ADJUST,
    /** Takes back an earlier transaction. */
    REVERSAL
}
