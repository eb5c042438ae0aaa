package io.dust.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * One database transaction for a batch of requests, in two round trips: one locks the customers' rows and reads, then Java
 * decides about one request after the other, and one writes and commits.
 *
 * <p>
 * Statements of one round trip are sent together, and PostgreSQL does them in order, each with a snapshot of its own: what
 * is read after the lock is what the lock protects. When one fails, those behind it do nothing, the commit included.
 */
@ApplicationScoped
class PostingTransaction {

    private final Pool pool;
    private final PostingTables tables;
    private final DatabaseCalls database;
    private final Clock clock;

    PostingTransaction(Pool pool, PostingTables tables, DatabaseCalls database, Clock clock) {
        this.pool = pool;
        this.tables = tables;
        this.database = database;
        this.clock = clock;
    }

    /** The requests' answers, in their order; they are durable. A request that is alone is tried again when it collides. */
    Uni<List<Answer>> run(List<PostingRequest> requests) {
        return database.call("post", () -> requests.size() > 1 ? attempt(requests)
                : attempt(requests)
                        .onFailure(Collisions::isCollision).retry().atMost(Collisions.MAX_RETRIES)
                        .onFailure(Collisions::isCollision).transform(collision -> new Overloaded()));
    }

    private Uni<List<Answer>> attempt(List<PostingRequest> requests) {
        return pool.withConnection(connection -> Uni.createFrom().deferred(() -> readDecideWrite(connection, requests))
                .onFailure().call(() -> rollBack(connection)));
    }

    private Uni<Void> rollBack(SqlConnection connection) {
        // A connection that cannot do this is lost, and its transaction with it.
        return tables.rollback(connection).onFailure().recoverWithNull();
    }

    private Uni<List<Answer>> readDecideWrite(SqlConnection connection, List<PostingRequest> requests) {
        Rows rows = new Rows(requests);
        Accounts accounts = new Accounts(requests, rows);
        // PostgreSQL keeps microseconds: what is answered now must equal what a replay answers later.
        return lockAndRead(connection, accounts, rows, requests)
                .map(read -> clock.instant().truncatedTo(ChronoUnit.MICROS))
                .flatMap(now -> decideAndWrite(connection, accounts, rows, requests, now));
    }

    private Uni<Void> lockAndRead(SqlConnection connection, Accounts accounts, Rows rows, List<PostingRequest> requests) {
        List<Uni<Void>> statements = new ArrayList<>(List.of(tables.begin(connection),
                tables.lockCustomers(connection, rows.customerIds()), tables.lockPoints(connection, accounts),
                tables.findOutcomes(connection, accounts, requests), tables.findTargets(connection, accounts, requests)));
        statements.addAll(rows.read(connection));
        return Uni.combine().all().unis(statements).discardItems();
    }

    private Uni<List<Answer>> decideAndWrite(SqlConnection connection, Accounts accounts, Rows rows,
            List<PostingRequest> requests, Instant now) {
        List<Answer> answers = requests.stream().map(request -> accounts.of(request.customerId()).answer(request, now))
                .toList();
        List<Uni<Void>> statements = new ArrayList<>(List.of(tables.write(connection, accounts, now)));
        statements.addAll(rows.write(connection, now));
        statements.add(tables.commit(connection));
        return Uni.combine().all().unis(statements).discardItems().replaceWith(answers);
    }
}
