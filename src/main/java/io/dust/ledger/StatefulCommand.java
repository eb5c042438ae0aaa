package io.dust.ledger;

/**
 * A command that a feature decides from a state of its own and the account, both locked. The batch
 * writes the new state and the transactions together, or neither.
 */
public non-sealed interface StatefulCommand<S> extends Command {

    Need<S> need();

    /** Decides. Pure: no database, and no clock but that of the account. */
    Decided<S> decide(S state, LockedAccount account);
}
