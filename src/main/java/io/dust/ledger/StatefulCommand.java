package io.dust.ledger;

/**
 * A command that a feature decides from a state of its own and the account, both locked. The batch
 * writes the new state and the transaction together, or neither.
 */
public non-sealed interface StatefulCommand<S> extends Command {

    /** The type of the state; there is one {@link StateTable} for each. */
    Class<S> stateType();

    /** Which of the customer's states the command needs. */
    String stateId();

    /** Decides. Pure: no database, and no clock but that of the account. */
    Decided<S> decide(S state, LockedAccount account);
}
