package io.dust.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

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
    private final HeldPoints heldPoints;
    private final Clock clock;

    PostingTransaction(Pool pool, PostingTables tables, DatabaseCalls database, HeldPoints heldPoints, Clock clock) {
        this.pool = pool;
        this.tables = tables;
        this.database = database;
        this.heldPoints = heldPoints;
        this.clock = clock;
    }

    /** The requests' answers, in their order; they are durable. A request that is alone is tried again when it collides. */
    Uni<List<Answered>> run(List<PostingRequest> requests) {
        return database.call("post", () -> requests.size() > 1 ? attempt(requests)
                : attempt(requests)
                        .onFailure(Collisions::isCollision).retry().atMost(Collisions.MAX_RETRIES)
                        .onFailure(Collisions::isCollision).transform(collision -> new Overloaded()));
    }

    /** Gives points back that these customers' checkouts have held too long. */
    Uni<Void> giveBack(Collection<String> customerIds) {
        return database.call("give_back", () -> giveBackNow(customerIds));
    }

    /** What has been held too long is given back first, by requests of its own. */
    private Uni<List<Answered>> attempt(List<PostingRequest> requests) {
        return attempt(requests, Accounts::requireNothingOverdue).onFailure(HeldPoints.Overdue.class)
                .recoverWithUni(overdue -> giveBackNow(overdue.customerIds())
                        .flatMap(done -> attempt(requests, Accounts::requireNothingOverdue)));
    }

    private Uni<Void> giveBackNow(Collection<String> customerIds) {
        return heldPoints.overdue(customerIds, clock.instant())
                .flatMap(requests -> requests.isEmpty() ? Uni.createFrom().voidItem()
                        : attempt(requests, PostingTransaction::letAnythingBeOverdue).replaceWithVoid());
    }

    private static void letAnythingBeOverdue(Accounts accounts, Instant now) {
        // It is what the requests are about.
    }

    private Uni<List<Answered>> attempt(List<PostingRequest> requests, BiConsumer<Accounts, Instant> check) {
        return pool.withConnection(connection -> Uni.createFrom().deferred(() -> readDecideWrite(connection, requests, check))
                .onFailure().call(() -> rollBack(connection)));
    }

    private Uni<Void> rollBack(SqlConnection connection) {
        // A connection that cannot do this is lost, and its transaction with it.
        return tables.rollback(connection).onFailure().recoverWithNull();
    }

    private Uni<List<Answered>> readDecideWrite(SqlConnection connection, List<PostingRequest> requests,
            BiConsumer<Accounts, Instant> check) {
        Rows rows = new Rows(requests);
        Accounts accounts = new Accounts(requests, rows);
        // PostgreSQL keeps microseconds: what is answered now must equal what a replay answers later.
        return lockAndRead(connection, accounts, rows, requests)
                .map(read -> clock.instant().truncatedTo(ChronoUnit.MICROS))
                .invoke(now -> check.accept(accounts, now))
                .flatMap(now -> decideAndWrite(connection, accounts, rows, requests, now));
    }

    private Uni<Void> lockAndRead(SqlConnection connection, Accounts accounts, Rows rows, List<PostingRequest> requests) {
        List<Uni<Void>> statements = new ArrayList<>(List.of(tables.begin(connection),
                tables.lockCustomers(connection, rows.customerIds()), tables.lockPoints(connection, accounts),
                tables.findOutcomes(connection, accounts, requests), tables.findTargets(connection, accounts, requests)));
        statements.addAll(rows.read(connection));
        return Uni.combine().all().unis(statements).discardItems();
    }

    private Uni<List<Answered>> decideAndWrite(SqlConnection connection, Accounts accounts, Rows rows,
            List<PostingRequest> requests, Instant now) {
        List<Answered> answers = requests.stream()
                .map(request -> new Answered(accounts.of(request.customerId()).answer(request, now), rows.row(request)))
                .toList();
        List<Uni<Void>> statements = new ArrayList<>(List.of(tables.write(connection, accounts, now)));
        statements.addAll(rows.write(connection, now));
        statements.add(tables.commit(connection));
        return Uni.combine().all().unis(statements).discardItems().replaceWith(answers);
    }
}
