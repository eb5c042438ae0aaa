package io.dust.batch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.account.Account;
import io.dust.account.Transaction;
import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.ReversalCandidate;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The statements of a batch about accounts, transactions and requests, each for all customers of
 * the batch. No statement needs rows of two customers together.
 *
 * <p>
 * Rows are looked up one by one, by their keys ({@code lateral … offset 0}): PostgreSQL keeps a
 * plan, and a plan that was made while a table was empty would otherwise read the whole table for
 * ever.
 */
@ApplicationScoped
class PostingTables {

    private static final String LOCK_ACCOUNTS = AccountRows.SELECT_ACCOUNTS + " order by customer_id for update";

    /**
     * Locks customers without an account. The order is that of all batches, so that no two batches
     * wait for each other.
     */
    private static final String LOCK_CUSTOMERS = """
            with ordered as materialized (
                select distinct hashtextextended(customer_id, 0) as key from unnest($1::text[]) as customer_id order by key)
            select count(pg_advisory_xact_lock(key)) from ordered""";

    private static final String FIND_RESULTS = """
            select r.customer_id, r.request_id as found_id, r.fingerprint, r.rejection, r.detail,
            """ + AccountRows.TRANSACTION_COLUMNS + """

            from unnest($1::text[], $2::text[]) as asked (customer_id, request_id),
            lateral (
                select * from dust_request
                where customer_id = asked.customer_id and request_id = asked.request_id offset 0) r
            left join lateral (
                select * from dust_transaction
                where customer_id = r.customer_id and version between r.first_transaction and r.last_transaction
                order by version) t on true
            left join lateral (select * from dust_point where customer_id = r.customer_id offset 0) p on true""";

    private static final String FIND_CANDIDATES = """
            select t.customer_id, reversal.version as reversed_by, claw_back.version as clawed_back_by,
            """ + AccountRows.TRANSACTION_COLUMNS + """

            from unnest($1::text[], $2::bigint[]) as asked (customer_id, version),
            lateral (
                select * from dust_transaction
                where customer_id = asked.customer_id and version = asked.version offset 0) t
            join lateral (select * from dust_point where customer_id = t.customer_id offset 0) p on true
            left join lateral (
                select * from dust_transaction where customer_id = t.customer_id and reverses = t.version offset 0) reversal
                on true
            left join lateral (
                select c.version from dust_transaction c
                where c.customer_id = t.customer_id and c.version > t.version and c.kind = 'CLAWBACK'
                    and (c.reference_type, c.reference_id) = (t.reference_type, t.reference_id)
                limit 1) claw_back on t.kind in ('EARN', 'EARN_RELEASE') and t.computed_from is not null""";

    private static final Columns<Account> ACCOUNTS = new Columns<Account>()
            .text("customer_id", Account::customerId)
            .uuid("id", Account::id)
            .bigint("points", account -> account.balance().points())
            .bigint("held", account -> account.balance().held())
            .bigint("pending", account -> account.balance().pending())
            .bigint("debt", account -> account.balance().debt())
            .bigint("lifetime_earned", Account::lifetimeEarned)
            .bigint("lifetime_spent", Account::lifetimeSpent)
            .timestamptz("next_hold_expiry", Account::nextHoldExpiry)
            .bigint("version", Account::version)
            .timestamptz("created_at", Account::createdAt)
            .timestamptz("updated_at", Account::updatedAt);

    private static final Columns<Entry> TRANSACTIONS = new Columns<Entry>()
            .text("customer_id", Entry::customerId)
            .bigint("version", entry -> entry.transaction.version())
            .text("kind", entry -> entry.transaction.kind().name())
            .bigint("points", entry -> entry.transaction.delta().points())
            .bigint("held", entry -> entry.transaction.delta().held())
            .bigint("pending", entry -> entry.transaction.delta().pending())
            .bigint("debt", entry -> entry.transaction.delta().debt())
            .bigint("points_after", entry -> entry.transaction.after().points())
            .bigint("held_after", entry -> entry.transaction.after().held())
            .bigint("pending_after", entry -> entry.transaction.after().pending())
            .bigint("debt_after", entry -> entry.transaction.after().debt())
            .bigint("reverses", entry -> entry.transaction.reverses())
            .text("reason", entry -> entry.transaction.cause().reason())
            .text("reference_type", entry -> entry.transaction.cause().referenceType())
            .text("reference_id", entry -> entry.transaction.cause().referenceId())
            .text("actor", entry -> entry.transaction.cause().actor())
            .text("request_id", entry -> entry.transaction.requestId().stored())
            .timestamptz("occurred_at", entry -> entry.transaction.provenance().occurredAt())
            .timestamptz("recorded_at", entry -> entry.transaction.recordedAt())
            .json("computed_from", entry -> entry.transaction.provenance().computedFrom());

    private static final Columns<StoredResult> RESULTS = new Columns<StoredResult>()
            .text("customer_id", StoredResult::customerId)
            .text("request_id", StoredResult::requestId)
            .bytea("fingerprint", StoredResult::fingerprint)
            .bigint("first_transaction", result -> result.hasTransactions() ? result.transactions().get(0).version() : null)
            .bigint("last_transaction", result -> result.hasTransactions() ? result.last().version() : null)
            .text("rejection", StoredResult::rejection)
            .text("detail", StoredResult::detail);

    /**
     * Writes all in one statement. When another instance has created an account meanwhile, which was
     * not there to be locked, the key of a transaction refuses the whole statement. Citus executes the
     * inserts in this order, and its guards need the transactions last.
     */
    private static final String WRITE = """
            with results as (
                insert into dust_request (%s, recorded_at) select *, $1::timestamptz from %s
            ), accounts as (
                insert into dust_point (%s) select * from %s
                on conflict (customer_id) do update set %s where dust_point.version < excluded.version
            )
            insert into dust_transaction (%s) select * from %s""".formatted(
            RESULTS.names(), RESULTS.unnest(2),
            ACCOUNTS.names(), ACCOUNTS.unnest(2 + RESULTS.count()), ACCOUNTS.updatesExcept("customer_id", "id", "created_at"),
            TRANSACTIONS.names(), TRANSACTIONS.unnest(2 + RESULTS.count() + ACCOUNTS.count()));

    /** A transaction of a customer. */
    private record Entry(String customerId, Transaction transaction) {

        static Stream<Entry> of(StoredResult result) {
            return result.transactions().stream().map(transaction -> new Entry(result.customerId(), transaction));
        }
    }

    /**
     * Locks the accounts, and reads what the requests need.
     *
     * @param withStates the customers whose features' states are read: they are locked also when
     *        they have no account yet
     */
    List<Statement> lockAndRead(BatchAccounts accounts, Set<String> withStates, List<PostingRequest<?>> requests) {
        List<Statement> statements = new ArrayList<>();
        if (!withStates.isEmpty()) {
            statements.add(Statement.of(LOCK_CUSTOMERS, Tuple.of(withStates.toArray(String[]::new))));
        }
        statements.add(reading(accounts, LOCK_ACCOUNTS, Tuple.of(accounts.customerIds()),
                (account, row) -> account.wasRead(AccountRows.account(row))));
        statements.add(reading(accounts, FIND_RESULTS,
                Tuple.of(requests.stream().map(PostingRequest::customerId).toArray(String[]::new),
                        requests.stream().map(request -> request.id().stored()).toArray(String[]::new)),
                (account, row) -> account.wasRead(row.getString("found_id"), result(row))));
        List<PostingRequest<?>> reversals = requests.stream()
                .filter(request -> request.command() instanceof Posting.Reversal).toList();
        if (!reversals.isEmpty()) {
            statements.add(reading(accounts, FIND_CANDIDATES,
                    Tuple.of(reversals.stream().map(PostingRequest::customerId).toArray(String[]::new),
                            reversals.stream().map(PostingTables::reversedVersion).toArray(Long[]::new)),
                    (account, row) -> account.wasRead(candidate(row))));
        }
        return statements;
    }

    private static long reversedVersion(PostingRequest<?> request) {
        return ((Posting.Reversal) request.command()).version();
    }

    private static Statement reading(BatchAccounts accounts, String sql, Tuple values, BiConsumer<BatchAccount, Row> reader) {
        return new Statement(sql, values, row -> reader.accept(accounts.of(row.getString("customer_id")), row));
    }

    private static StoredResult result(Row row) {
        return new StoredResult(row.getString("customer_id"), row.getString("found_id"),
                row.getBuffer("fingerprint").getDelegate(),
                row.getLong("version") == null ? List.of() : List.of(AccountRows.transaction(row)), row.getString("rejection"),
                row.getString("detail"));
    }

    private static ReversalCandidate candidate(Row row) {
        return new ReversalCandidate(AccountRows.transaction(row), row.getLong("reversed_by") != null,
                row.getLong("clawed_back_by") != null);
    }

    /** Writes the accounts, transactions and results that the requests have led to. */
    List<Statement> write(BatchAccounts accounts, Instant now) {
        List<StoredResult> results = accounts.all().stream().flatMap(account -> account.newResults().stream()).toList();
        if (results.isEmpty()) {
            return List.of();
        }
        Tuple values = Tuple.of(now.atOffset(ZoneOffset.UTC));
        RESULTS.addTo(values, results);
        ACCOUNTS.addTo(values, accounts.all().stream().flatMap(account -> account.changed().stream()).toList());
        TRANSACTIONS.addTo(values, results.stream().flatMap(Entry::of).toList());
        return List.of(Statement.of(WRITE, values));
    }
}
