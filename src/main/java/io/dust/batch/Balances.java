package io.dust.batch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.account.Account;
import io.dust.account.AccountSearch;
import io.dust.account.DustPointRepository;
import io.dust.account.DustTransactionRepository;
import io.dust.database.CallerContext;
import io.dust.database.DatabaseCalls;
import io.dust.database.DatabaseSettings;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads accounts. Expired holds are posted first, so that their points are spendable again. */
@ApplicationScoped
public class Balances {

    /** Byte by byte, as PostgreSQL sorts ids. */
    private static final Comparator<Account> BY_ID = Comparator.comparing(
            account -> account.customerId().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Groups groups;
    private final DustPointRepository points;
    private final DustTransactionRepository transactions;
    private final DatabaseCalls database;
    private final PostingBatch batch;
    private final Clock clock;
    private final Batcher<String, Optional<Account>> batcher;

    Balances(Groups groups, DustPointRepository points, DustTransactionRepository transactions, DatabaseCalls database,
            PostingBatch batch, DatabaseSettings settings, Clock clock, Vertx vertx) {
        this.groups = groups;
        this.points = points;
        this.transactions = transactions;
        this.database = database;
        this.batch = batch;
        this.clock = clock;
        this.batcher = new Batcher<>(settings.readers(), settings, vertx);
    }

    /**
     * The customer's account now; empty before the first change. All that are asked for at once are
     * one statement.
     */
    public Uni<Optional<Account>> of(String customerId) {
        return batcher.submit(groups.of(customerId).number(), customerId, customerId, this::readAll);
    }

    private Uni<List<Optional<Account>>> readAll(List<String> customerIds) {
        Group group = groups.anyOf(customerIds.get(0));
        Tuple ids = Tuple.of(Set.copyOf(customerIds).toArray(String[]::new));
        return afterDuePostings(() -> database.call("balance",
                () -> group.query(AccountRows.SELECT_ACCOUNTS, ids)
                        .map(rows -> rows.stream().map(AccountRows::account).toList())))
                .map(accounts -> accounts.stream().collect(Collectors.toMap(Account::customerId, Function.identity())))
                .map(accounts -> customerIds.stream().map(id -> Optional.ofNullable(accounts.get(id))).toList());
    }

    /** Accounts of all served groups, in the order of their customers' ids. */
    public Uni<List<Account>> search(AccountSearch search) {
        return groups.page(group -> afterDuePostings(() -> database.call("search", () -> points.search(group, search))), BY_ID,
                search.limit());
    }

    /** The customer's account as it was at an instant; empty when there is no account until now. */
    public Uni<Optional<Account>> asOf(String customerId, Instant instant) {
        return CallerContext.resume(of(customerId)).flatMap(now -> now.isEmpty() ? Uni.createFrom().item(now)
                : database.call("as_of", () -> transactions.last(customerId, instant))
                        .map(last -> last.map(now.get()::asOf).or(() -> now.map(Account::asOfOpening))));
    }

    private Uni<List<Account>> afterDuePostings(Supplier<Uni<List<Account>>> read) {
        return read.get().flatMap(accounts -> {
            List<String> due = accounts.stream().filter(account -> account.hasExpiredHolds(clock.instant()))
                    .map(Account::customerId).toList();
            return due.isEmpty() ? Uni.createFrom().item(accounts)
                    : CallerContext.resume(batch.makeDuePostings(due)).flatMap(done -> read.get());
        });
    }
}
