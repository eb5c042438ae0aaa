package io.dust.ledger;

/**
 * What a request asks for: a posting that the account alone decides, or a command that also needs a
 * feature's state.
 */
public sealed interface Command permits Posting, StatefulCommand {

    /** The label in {@code dust_postings_total}, in snake_case. */
    String label();

    /** What the client asked for, in a form that is hashed and stored, and so must never change. */
    String canonical();
}
