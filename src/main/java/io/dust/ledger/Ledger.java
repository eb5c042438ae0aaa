package io.dust.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * The one door to points: {@link #post} changes them, everything else reads.
 *
 * <p>
 * One customer's changes are made one after the other, under the lock of their {@code dust_point} row; different
 * customers never wait for each other. Who has no row yet is not locked: two first changes at once collide on its key,
 * and the later one tries again.
 */
@ApplicationScoped
public class Ledger {

    private static final Uni<Optional<Target>> NO_TARGET = Uni.createFrom().item(Optional.empty());

    private final Pool pool;
    private final LedgerTables tables;
    private final DustPointRepository points;
    private final DatabaseCalls database;
    private final LedgerMetrics metrics;
    private final Clock clock;

    Ledger(Pool pool, LedgerTables tables, DustPointRepository points, DatabaseCalls database, LedgerMetrics metrics,
            Clock clock) {
        this.pool = pool;
        this.tables = tables;
        this.points = points;
        this.database = database;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Changes a customer's points, at most once for a request id. When the answer is there, it is durable.
     *
     * @return what happened; or, as a failure, the {@link Rejection} that says why nothing did, or
     *         {@link DatabaseUnavailable}, after which the request may be sent again
     */
    public Uni<Posted> post(PostingRequest request) {
        return database.call("post", () -> decideInTransaction(request))
                .onItem().invoke(answer -> metrics.count(request.posting(), answer.outcome()))
                .onFailure().invoke(() -> metrics.count(request.posting(), "failed"))
                .map(Answer::postedOrThrow);
    }

    /** The customer's balance now; empty for one whom nothing has happened to. */
    public Uni<Optional<DustPoint>> balance(String customerId) {
        return database.call("balance", () -> points.findByCustomerId(customerId));
    }

    /** Customers and their balances, in the order of their ids. */
    public Uni<List<DustPoint>> search(DustPointRepository.Search search) {
        return database.call("search", () -> points.search(search));
    }

    /** The customer's balance as it was at an instant; empty for one whom nothing has happened to until now. */
    public Uni<Optional<DustPoint>> balanceAsOf(String customerId, Instant instant) {
        return balance(customerId).flatMap(now -> now.isEmpty() ? Uni.createFrom().item(now)
                : database.call("as_of", () -> tables.findLastTransaction(pool, customerId, instant))
                        .map(last -> last.map(now.get()::asOf).or(() -> now.map(DustPoint::asOfOpening))));
    }

    /** The customer's transactions before a version, newest first. */
    public Uni<List<DustTransaction>> history(String customerId, long beforeVersion, int limit) {
        return database.call("history", () -> tables.findTransactions(pool, customerId, beforeVersion, limit));
    }

    private Uni<Answer> decideInTransaction(PostingRequest request) {
        return pool.withTransaction(connection -> decideLocked(connection, request))
                .onFailure(Collisions::isCollision).retry().atMost(Collisions.MAX_RETRIES);
    }

    private Uni<Answer> decideLocked(SqlConnection connection, PostingRequest request) {
        return tables.lockPoint(connection, request.customerId())
                .flatMap(point -> tables.findOutcome(connection, request)
                        .flatMap(outcome -> outcome.isPresent() ? Uni.createFrom().item(repeat(request, point, outcome.get()))
                                : decide(connection, request, point)));
    }

    /** The answer to a request id that has been answered before. */
    private static Answer repeat(PostingRequest request, Optional<DustPoint> point, LedgerTables.Outcome outcome) {
        if (!outcome.fingerprint().equals(request.fingerprint())) {
            return new Answer.Rejected(new Rejection(Reason.REQUEST_ID_REUSED,
                    "The idempotency key was used before for another request about this customer; use a new one."));
        }
        if (outcome.refusal() != null) {
            return new Answer.Rejected(new Rejection(outcome.refusal().reason(), outcome.refusal().detail(), true));
        }
        DustTransaction transaction = Objects.requireNonNull(outcome.transaction());
        return new Answer.Accepted(
                new Posted(point.orElseThrow(Collisions.RowAppeared::new).asOf(transaction), transaction, true));
    }

    private Uni<Answer> decide(SqlConnection connection, PostingRequest request, Optional<DustPoint> point) {
        // PostgreSQL keeps microseconds: what is answered now must equal what a replay answers later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DustPoint before = point.orElseGet(() -> DustPoint.opening(request.customerId(), now));
        return (point.isPresent() ? findTarget(connection, request) : NO_TARGET)
                .map(target -> Decision.withinLimits(request.posting().decide(before.balance(), target), before))
                .flatMap(decision -> record(connection, request, before, decision, now));
    }

    private Uni<Optional<Target>> findTarget(SqlConnection connection, PostingRequest request) {
        if (!(request.posting() instanceof Posting.Reverse reverse)) {
            return NO_TARGET;
        }
        return tables.findTransaction(connection, request.customerId(), reverse.version())
                .flatMap(found -> tables.isReversed(connection, request.customerId(), reverse.version())
                        .map(reversed -> found.map(transaction -> new Target(transaction, reversed))));
    }

    private Uni<Answer> record(SqlConnection connection, PostingRequest request, DustPoint before, Decision decision,
            Instant now) {
        if (decision instanceof Decision.Refuse refused) {
            return tables.writeRefusal(connection, request, refused, now)
                    .replaceWith(() -> new Answer.Rejected(new Rejection(refused.reason(), refused.detail())));
        }
        Decision.Accept accepted = (Decision.Accept) decision;
        DustTransaction transaction = DustTransaction.of(before, request, accepted, now);
        DustPoint after = before.next(transaction, accepted);
        return tables.write(connection, request, after, transaction)
                .replaceWith(() -> new Answer.Accepted(new Posted(after, transaction, false)));
    }
}
