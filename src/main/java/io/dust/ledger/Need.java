package io.dust.ledger;

/**
 * The state that a command needs: of one table, or of two features together. What the command
 * decides on it is written together, or not at all.
 */
public sealed interface Need<S> {

    /**
     * A state that a table keeps.
     *
     * @param type the type of the state; there is one {@link StateTable} for each
     * @param id which of the customer's states
     * @param query what the table must read for this command
     */
    record One<S, Q>(Class<S> type, String id, Q query) implements Need<S> {
    }

    /** A state that is known without a table. A change of it is not written. */
    record Given<S>(S state) implements Need<S> {
    }

    /** Two states. */
    record Two<A, B>(Need<A> first, Need<B> second) implements Need<Both<A, B>> {
    }

    /** The values of two states. */
    record Both<A, B>(A first, B second) {
    }
}
