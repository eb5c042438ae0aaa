package io.dust.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The rows of features that a batch of requests is about. */
final class Rows {

    private final Map<RowTable<?>, Of<?>> byTable = new HashMap<>();

    Rows(List<PostingRequest> requests) {
        for (PostingRequest request : requests) {
            if (request.intent() instanceof Considered<?> considered) {
                of(considered.rows()).asked.add(new RowTable.Asked(request, considered.rowId()));
            }
        }
    }

    /** Who has any of them, or may get some. */
    Set<String> customerIds() {
        return byTable.values().stream().flatMap(rows -> rows.asked.stream()).map(RowTable.Asked::customerId)
                .collect(Collectors.toSet());
    }

    /** What the feature concludes. */
    <R> Considered.Conclusion<R> conclude(Considered<R> considered, String customerId, Balance balance, Instant now) {
        return considered.consideration().conclude(row(considered, customerId), balance, now);
    }

    private <R> Optional<R> row(Considered<R> considered, String customerId) {
        return Optional.ofNullable(of(considered.rows()).ofCustomer(customerId).get(considered.rowId()));
    }

    /** The row that a request is about, as the requests so far leave it. */
    Optional<?> row(PostingRequest request) {
        return request.intent() instanceof Considered<?> considered ? row(considered, request.customerId()) : Optional.empty();
    }

    /** Keeps what became of a request, for the next one about the same row and for {@link #write}. */
    <R> void add(PostingRequest request, Considered<R> considered, Optional<R> concluded, Decision decision) {
        Of<R> rows = of(considered.rows());
        Optional<Decision.Refuse> refusal = decision.fold(accepted -> Optional.empty(), kept -> Optional.empty(), Optional::of);
        Optional<R> row = refusal.isPresent() ? Optional.empty() : concluded;
        row.ifPresent(changed -> rows.ofCustomer(request.customerId()).put(considered.rowId(), changed));
        rows.results.add(new RowTable.Result<>(request, considered.rowId(), row, refusal));
    }

    List<Uni<Void>> read(SqlConnection connection) {
        return byTable.values().stream().map(rows -> rows.read(connection)).toList();
    }

    List<Uni<Void>> write(SqlConnection connection, Instant now) {
        return byTable.values().stream().filter(rows -> !rows.results.isEmpty()).map(rows -> rows.write(connection, now))
                .toList();
    }

    @SuppressWarnings("unchecked") // The table of an R is only ever asked for by its own type.
    private <R> Of<R> of(RowTable<R> table) {
        return (Of<R>) byTable.computeIfAbsent(table, Of::new);
    }

    private static final class Of<R> {

        private final RowTable<R> table;
        private final List<RowTable.Asked> asked = new ArrayList<>();
        private final Map<String, Map<String, R>> found = new HashMap<>();
        private final List<RowTable.Result<R>> results = new ArrayList<>();

        Of(RowTable<R> table) {
            this.table = table;
        }

        Map<String, R> ofCustomer(String customerId) {
            return found.computeIfAbsent(customerId, id -> new HashMap<>());
        }

        Uni<Void> read(SqlConnection connection) {
            return table.find(connection, asked, (customerId, id, row) -> ofCustomer(customerId).put(id, row));
        }

        Uni<Void> write(SqlConnection connection, Instant now) {
            return table.write(connection, results, now);
        }
    }
}
