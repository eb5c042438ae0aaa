package io.dust.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * The one door to points: {@link #post} changes them, everything else reads.
 *
 * <p>
 * One customer's changes are made one after the other, under the lock of their {@code dust_point} row. What comes in while
 * others are under way is done together with what else has come in, in one database transaction ({@link Lane}). Who has no
 * row yet is not locked by it: two first changes by two instances at once collide on its key, and the later one tries again.
 */
@ApplicationScoped
public class Ledger {

    private static final int POSTING_LANES = 2;
    private static final int BALANCE_LANES = 2;

    private final Pool pool;
    private final LedgerTables tables;
    private final DustPointRepository points;
    private final DatabaseCalls database;
    private final LedgerMetrics metrics;
    private final PostingTransaction transaction;
    private final Clock clock;
    private final Lanes<PostingRequest, Answered> postings;
    private final Lanes<String, Optional<DustPoint>> balances;

    Ledger(Pool pool, LedgerTables tables, DustPointRepository points, DatabaseCalls database, LedgerMetrics metrics,
            PostingTransaction transaction, Clock clock, Vertx vertx) {
        this.pool = pool;
        this.tables = tables;
        this.points = points;
        this.database = database;
        this.metrics = metrics;
        this.transaction = transaction;
        this.clock = clock;
        this.postings = new Lanes<>(POSTING_LANES, vertx, transaction::run);
        this.balances = new Lanes<>(BALANCE_LANES, vertx, this::readBalances);
    }

    /**
     * Changes a customer's points, at most once for a request id. When the answer is there, it is durable.
     *
     * @param request with a {@link Posting} as its intent
     * @return what happened; or, as a failure, the {@link Rejection} that says why nothing did, or
     *         {@link DatabaseUnavailable} or {@link Overloaded}, after which the request may be sent again
     */
    public Uni<Posted> post(PostingRequest request) {
        return ask(request).map(answered -> answered.answer().concludedOrThrow(Optional.empty()).posted().orElseThrow());
    }

    /**
     * The same for a {@link Considered} request, which can also take effect without changing points.
     *
     * @param rows the table of its intent
     */
    public <R> Uni<Concluded<R>> conclude(PostingRequest request, RowTable<R> rows) {
        return ask(request).map(answered -> answered.concludedOrThrow(rows));
    }

    private Uni<Answered> ask(PostingRequest request) {
        return postings.ask(request.customerId(), request)
                .onItem().invoke(answered -> metrics.count(request.intent(), answered.answer().outcome()))
                .onFailure().invoke(() -> metrics.count(request.intent(), "failed"));
    }

    /** The customer's balance now; empty for one whom nothing has happened to. */
    public Uni<Optional<DustPoint>> balance(String customerId) {
        return balances.ask(customerId, customerId);
    }

    /** Customers and their balances, in the order of their ids. */
    public Uni<List<DustPoint>> search(DustPointRepository.Search search) {
        return upToDate(() -> database.call("search", () -> points.search(search)));
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

    /** Balances of which nothing has been held too long: it is given back before they are told. */
    private Uni<List<DustPoint>> upToDate(Supplier<Uni<List<DustPoint>>> read) {
        return read.get().flatMap(found -> {
            List<String> overdue = found.stream().filter(point -> point.isHeldTooLong(clock.instant()))
                    .map(DustPoint::customerId).toList();
            return overdue.isEmpty() ? Uni.createFrom().item(found) : transaction.giveBack(overdue).flatMap(done -> read.get());
        });
    }

    private Uni<List<Optional<DustPoint>>> readBalances(List<String> customerIds) {
        return upToDate(() -> database.call("balance", () -> tables.findPoints(pool, Set.copyOf(customerIds))))
                .map(points -> points.stream().collect(Collectors.toMap(DustPoint::customerId, Function.identity())))
                .map(points -> customerIds.stream().map(id -> Optional.ofNullable(points.get(id))).toList());
    }
}
