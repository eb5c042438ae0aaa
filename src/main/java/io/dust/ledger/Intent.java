package io.dust.ledger;

/** What a request wants: something that the balance alone decides, or something that also takes a row of a feature's own. */
public sealed interface Intent permits Posting, Considered {

    /** Its name in {@code dust_postings_total}, in snake_case. */
    String label();

    /** What is asked for, in a form that is stored as part of a fingerprint and so must never change. */
    String canonical();
}
