package io.dust.balance;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.account.DustTransactionRepository;
import io.dust.account.Transaction;
import io.dust.database.DatabaseCalls;
import io.dust.http.Page;
import io.dust.http.Parameters;
import io.dust.http.TransactionView;
import io.smallrye.mutiny.Uni;

/** The history of a customer's account, for the customer and for staff. */
@Singleton
class History {

    private final DustTransactionRepository transactions;
    private final DatabaseCalls database;

    History(DustTransactionRepository transactions, DatabaseCalls database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** A page, newest first. Its key is the version of its last transaction. */
    Uni<RestResponse<TransactionsView>> read(String customerId, Page page) {
        long before = page.lastKey().map(key -> Parameters.integer("cursor", key, 0, 1, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        return database.call("history", () -> transactions.history(customerId, before, page.limitAndOne()))
                .map(read -> TransactionsView.of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    record TransactionsView(List<TransactionView> transactions, @Nullable String nextCursor) {

        static TransactionsView of(List<Transaction> read, Page page) {
            return new TransactionsView(page.cut(read).stream().map(TransactionView::of).toList(),
                    page.nextCursor(read, transaction -> Long.toString(transaction.version())));
        }
    }
}
