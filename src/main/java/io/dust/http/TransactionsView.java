package io.dust.http;

import java.util.List;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.DustTransaction;
import io.dust.ledger.Ledger;
import io.smallrye.mutiny.Uni;

/** A page of a customer's history, newest first. */
public record TransactionsView(List<TransactionView> transactions, @Nullable String nextCursor) {

    /** Reads the page that a customer or staff asked for; the key of a page is the version of its last line. */
    public static Uni<RestResponse<TransactionsView>> read(Ledger ledger, String customerId, Page page) {
        long before = page.lastKey().map(key -> Parameters.integer("cursor", key, 0, 1, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        return ledger.history(customerId, before, page.limitAndOne())
                .map(read -> of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    private static TransactionsView of(List<DustTransaction> read, Page page) {
        return new TransactionsView(page.cut(read).stream().map(TransactionView::of).toList(),
                page.nextCursor(read, transaction -> Long.toString(transaction.version())));
    }
}
