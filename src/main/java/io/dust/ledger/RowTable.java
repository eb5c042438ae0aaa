package io.dust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Where a feature keeps rows of its own about customers. The ledger has them read and written in the two round trips of a
 * batch: both methods send their statements at once, without waiting for each other's results.
 */
public interface RowTable<R> {

    /**
     * Reads what is there of these rows; their customers are locked, also those who have no balance yet. Each is to be
     * looked up by its key ({@code lateral … offset 0}), also by a plan that was made, and kept, while the table was empty.
     */
    Uni<Void> find(SqlConnection connection, List<Asked> asked, Found<R> found);

    /** Writes what became of a batch's intents, in their order. */
    Uni<Void> write(SqlConnection connection, List<Result<R>> results, Instant now);

    /** A request, and which row of its customer's it is about. */
    record Asked(PostingRequest request, String rowId) {

        public String customerId() {
            return request.customerId();
        }
    }

    /** Takes a row that was read. */
    interface Found<R> {
        void add(String customerId, String id, R row);
    }

    /**
     * What became of one intent.
     *
     * @param row the row to be written, if any
     * @param refusal why nothing was done, if nothing was
     */
    record Result<R>(PostingRequest request, String rowId, Optional<R> row, Optional<Decision.Refuse> refusal) {
    }
}
