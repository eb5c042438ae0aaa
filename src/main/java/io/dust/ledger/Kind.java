package io.dust.ledger;

/** What a transaction is. */
public enum Kind {
    /** Points granted; they repay debt first. */
    EARN,
    /** Points spent or taken. */
    DEDUCT,
    /** A correction in either direction that is neither earning nor spending. */
    ADJUST,
    /** Takes back an earlier transaction. */
    REVERSAL
}
