package io.dust.batch;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.database.Overloaded;
import io.dust.database.Statement;
import io.dust.ledger.Decided;
import io.dust.ledger.DuePostings;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.StateTable;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * One database transaction for a batch of requests, in two round trips: one locks the accounts and
 * reads, then Java decides one request after the other, and one writes and commits.
 */
@ApplicationScoped
class PostingBatch {

    private final Pool pool;
    private final Groups groups;
    private final PostingTables tables;
    private final DatabaseCalls database;
    private final List<StateTable<?, ?>> stateTables;
    private final List<DuePostings> duePostings;
    private final RetryableConflicts conflicts;
    private final Clock clock;

    PostingBatch(Pool pool, Groups groups, PostingTables tables, DatabaseCalls database,
            @All List<StateTable<?, ?>> stateTables,
            @All List<DuePostings> duePostings, Clock clock) {
        this.pool = pool;
        this.groups = groups;
        this.tables = tables;
        this.database = database;
        this.stateTables = stateTables;
        this.duePostings = duePostings;
        this.conflicts = new RetryableConflicts(stateTables);
        this.clock = clock;
    }

    /**
     * The results, in the order of the requests; they are durable. The customers are of one group. A
     * lone request is tried again after a conflict.
     */
    Uni<List<Decided<?>>> run(List<PostingRequest<?>> requests) {
        return database.call("post", () -> requests.size() > 1 ? attempt(requests)
                : attempt(requests)
                        .onFailure(conflicts::isRetryable).retry().atMost(RetryableConflicts.MAX_RETRIES)
                        .onFailure(conflicts::isRetryable).transform(conflict -> new Overloaded()));
    }

    /**
     * Makes the postings of these customers, who are of one group, that are due because time has
     * passed.
     */
    Uni<Void> makeDuePostings(Collection<String> customerIds) {
        return database.call("due_postings", () -> makeDuePostingsNow(customerIds));
    }

    private Uni<List<Decided<?>>> attempt(List<PostingRequest<?>> requests) {
        return attempt(requests, BatchAccounts::requireNoExpiredHolds).onFailure(ExpiredHoldsFound.class)
                .recoverWithUni(found -> makeDuePostingsNow(found.customerIds())
                        .flatMap(done -> attempt(requests, BatchAccounts::requireNoExpiredHolds)));
    }

    private Uni<Void> makeDuePostingsNow(Collection<String> customerIds) {
        Instant now = clock.instant();
        return Multi.createFrom().iterable(duePostings)
                .onItem().transformToUniAndConcatenate(source -> source.due(customerIds, now))
                .onItem().transformToUniAndConcatenate(this::postDue)
                .collect().last().replaceWithVoid();
    }

    private Uni<List<Decided<?>>> postDue(List<PostingRequest<?>> requests) {
        return requests.isEmpty() ? Uni.createFrom().item(List.of())
                : attempt(requests, (accounts, now) -> {
                    // The requests are about the expired holds.
                });
    }

    private Uni<List<Decided<?>>> attempt(List<PostingRequest<?>> requests, BiConsumer<BatchAccounts, Instant> check) {
        return pool.withConnection(connection -> Uni.createFrom().deferred(() -> readDecideWrite(connection, requests, check))
                // A connection that cannot roll back is lost, and its transaction with it.
                .onFailure().call(() -> connection.query("rollback").execute().onFailure().recoverWithNull()));
    }

    private Uni<List<Decided<?>>> readDecideWrite(SqlConnection connection, List<PostingRequest<?>> requests,
            BiConsumer<BatchAccounts, Instant> check) {
        Group group = groups.anyOf(requests.get(0).customerId());
        FeatureStates states = new FeatureStates(requests, stateTables);
        BatchAccounts accounts = new BatchAccounts(requests, states);
        return group.executeTogether(connection, lockAndRead(accounts, states, requests))
                // PostgreSQL keeps microseconds: the first answer must equal the answer to a repetition.
                .map(read -> clock.instant().truncatedTo(ChronoUnit.MICROS))
                .invoke(now -> check.accept(accounts, now))
                .flatMap(now -> {
                    List<Decided<?>> results = decide(accounts, states, requests, now);
                    return group.executeTogether(connection, write(accounts, states, now)).replaceWith(results);
                });
    }

    private List<Statement> lockAndRead(BatchAccounts accounts, FeatureStates states, List<PostingRequest<?>> requests) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of("begin"));
        statements.addAll(tables.lockAndRead(accounts, states.customerIds(), requests));
        statements.addAll(states.find());
        return statements;
    }

    private static List<Decided<?>> decide(BatchAccounts accounts, FeatureStates states, List<PostingRequest<?>> requests,
            Instant now) {
        List<Decided<?>> results = new ArrayList<>();
        for (PostingRequest<?> request : requests) {
            results.add(states.answer(request, accounts.of(request.customerId()).answer(request, now)));
        }
        return results;
    }

    private List<Statement> write(BatchAccounts accounts, FeatureStates states, Instant now) {
        List<Statement> statements = new ArrayList<>(tables.write(accounts, now));
        statements.addAll(states.write(now));
        statements.add(Statement.of("commit"));
        return statements;
    }
}
