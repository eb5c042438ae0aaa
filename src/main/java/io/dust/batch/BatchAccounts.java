package io.dust.batch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.dust.ledger.PostingRequest;

/** The accounts of a batch, in the order of their customers' ids. */
final class BatchAccounts {

    private final Map<String, BatchAccount> byCustomerId = new TreeMap<>();

    BatchAccounts(List<PostingRequest<?>> requests, FeatureStates states) {
        requests.forEach(
                request -> byCustomerId.computeIfAbsent(request.customerId(), id -> new BatchAccount(id, states)));
    }

    BatchAccount of(String customerId) {
        return Objects.requireNonNull(byCustomerId.get(customerId));
    }

    String[] customerIds() {
        return byCustomerId.keySet().toArray(String[]::new);
    }

    /** @throws ExpiredHoldsFound naming the customers */
    void requireNoExpiredHolds(Instant now) {
        List<String> found = byCustomerId.entrySet().stream().filter(entry -> entry.getValue().hasExpiredHolds(now))
                .map(Map.Entry::getKey).toList();
        if (!found.isEmpty()) {
            throw new ExpiredHoldsFound(found);
        }
    }

    Collection<BatchAccount> all() {
        return byCustomerId.values();
    }
}
