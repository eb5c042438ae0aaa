package io.dust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dust.database.Statement;

/**
 * The tables in which a feature keeps a state for each of its {@link StatefulCommand}s. The methods
 * return statements as values. The batch executes them in its two round trips: behind the lock, and
 * before the commit.
 */
public interface StateTable<S, C extends StatefulCommand<S>> {

    Class<S> stateType();

    /**
     * Finds the states of these requests. Their customers are locked, also those without an
     * account. Each row must be found by its key ({@code lateral … offset 0}), also by a plan that
     * PostgreSQL made while the table was empty.
     */
    Lookup<S> find(List<PostingRequest<C>> requests);

    /** Writes the new states of a batch, in the order of its requests. */
    List<Statement> write(List<Change<S, C>> changes, Instant now);

    /** Unique keys on which two instances can collide: the later batch is tried again. */
    Set<String> uniqueKeys();

    /** The reasons of this feature's rejections, which are stored by their slugs. */
    List<Reason> reasons();

    /** Statements, and the states that their rows make once all are read. */
    interface Lookup<S> {

        List<Statement> statements();

        S state(String customerId, String stateId);
    }

    /**
     * What one request changes.
     *
     * @param newState null when the state stays as it is
     */
    record Change<S, C extends Command>(PostingRequest<C> request, PostingResult result, @Nullable S newState) {
    }
}
