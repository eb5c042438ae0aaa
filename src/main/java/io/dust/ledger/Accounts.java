package io.dust.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The customers whom a batch of requests is about, in the order of their ids. */
final class Accounts {

    private final Map<String, Account> byCustomerId = new TreeMap<>();

    Accounts(List<PostingRequest> requests, Rows rows) {
        requests.forEach(request -> byCustomerId.computeIfAbsent(request.customerId(), id -> new Account(id, rows)));
    }

    Account of(String customerId) {
        return Objects.requireNonNull(byCustomerId.get(customerId));
    }

    String[] customerIds() {
        return byCustomerId.keySet().toArray(String[]::new);
    }

    /** @throws HeldPoints.Overdue naming those whose points have been held too long */
    void requireNothingOverdue(Instant now) {
        List<String> overdue = byCustomerId.entrySet().stream().filter(entry -> entry.getValue().isHeldTooLong(now))
                .map(Map.Entry::getKey).toList();
        if (!overdue.isEmpty()) {
            throw new HeldPoints.Overdue(overdue);
        }
    }

    Collection<Account> all() {
        return byCustomerId.values();
    }
}
