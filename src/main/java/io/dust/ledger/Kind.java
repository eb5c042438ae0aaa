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
    /** Points spent or taken. */
    DEDUCT,
    /** A correction in either direction that is neither earning nor spending. */
    ADJUST,
    /** Takes back an earlier transaction. */
    REVERSAL
}
