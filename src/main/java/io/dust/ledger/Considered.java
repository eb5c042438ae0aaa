package io.dust.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * An intent about which a feature decides, once it sees a row of its own and the balance, both locked. The row that it
 * makes of them is written in the same database transaction, or not at all.
 *
 * @param rows where the row is
 * @param rowId which one it is of the customer's
 * @param label see {@link Intent#label()}
 * @param canonical see {@link Intent#canonical()}
 */
public record Considered<R>(RowTable<R> rows, String rowId, String label, String canonical, Consideration<R> consideration)
        implements
            Intent {

    /** Pure: no database, and no clock but the given one. */
    public interface Consideration<R> {

        /**
         * Decides.
         *
         * @param row the row as it is, empty when there is none yet
         */
        Conclusion<R> conclude(Optional<R> row, Balance balance, Instant now);
    }

    /**
     * What is to be done.
     *
     * @param row the row to be written; nothing is when the decision is, or becomes, a refusal
     */
    public record Conclusion<R>(Decision decision, Optional<R> row) {
    }
}
