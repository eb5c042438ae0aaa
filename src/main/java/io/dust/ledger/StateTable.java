package io.dust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.dust.database.Statement;

/**
 * The tables in which a feature keeps states for {@link StatefulCommand}s. The methods return
 * statements as values. The batch executes them in its two round trips: behind the lock, and before
 * the commit.
 *
 * @param <S> a state
 * @param <Q> what a command wants to know, see {@link Need.One}
 */
public interface StateTable<S, Q> {

    Class<S> stateType();

    /**
     * Finds the states for these commands. Their customers are locked, also those without an
     * account. Each row must be found by its key ({@code lateral … offset 0}), also by a plan that
     * PostgreSQL made while the table was empty.
     */
    Lookup<S> find(List<Asked<Q>> asked);

    /** Writes the states that a batch has changed. */
    List<Statement> write(List<Changed<S>> changed, Instant now);

    /** Unique keys on which two instances can collide: the later batch is tried again. */
    Set<String> uniqueKeys();

    /** The reasons of this feature's rejections, which are stored by their slugs. */
    List<Reason> reasons();

    /**
     * The name of a customer's state in a batch. A text, because GraalVM interprets the hash code of
     * a record (ADR 17).
     */
    static String key(String customerId, String stateId) {
        return customerId + "\n" + stateId;
    }

    /** The need of one command. */
    record Asked<Q>(String customerId, String stateId, Q query) {
    }

    /** A state after all commands of the batch. */
    record Changed<S>(String customerId, String stateId, S state) {
    }

    /** Statements, and the states that their rows make once all are read. */
    interface Lookup<S> {

        List<Statement> statements();

        S state(String customerId, String stateId);
    }
}
