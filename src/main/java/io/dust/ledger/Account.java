package io.dust.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** One customer while their row is locked: what was read about them, and what a batch of requests makes of it. */
final class Account {

    private final String customerId;
    /** None before the first change. */
    private @Nullable DustPoint point;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<Long, DustTransaction> transactions = new HashMap<>();
    private final Set<Long> reversed = new HashSet<>();
    private final List<Recorded> recorded = new ArrayList<>();

    /** A request, and what is to be written as its outcome. */
    record Recorded(PostingRequest request, Outcome outcome) {
    }

    Account(String customerId) {
        this.customerId = customerId;
    }

    void wasRead(DustPoint locked) {
        point = locked;
    }

    void wasRead(String requestId, Outcome outcome) {
        outcomes.put(requestId, outcome);
    }

    void wasRead(DustTransaction target, boolean isReversed) {
        if (point == null) {
            throw new Collisions.RowAppeared();
        }
        transactions.put(target.version(), target);
        if (isReversed) {
            reversed.add(target.version());
        }
    }

    /** What is to be written, in the order of the requests. */
    List<Recorded> recorded() {
        return recorded;
    }

    /** The balance that is to be written, if any of the requests has changed it. */
    Optional<DustPoint> changed() {
        return recorded.stream().anyMatch(one -> one.outcome().transaction() != null) ? Optional.ofNullable(point)
                : Optional.empty();
    }

    Answer answer(PostingRequest request, Instant now) {
        Outcome outcome = outcomes.get(request.requestId());
        return outcome == null ? decide(request, now) : repeat(request, outcome);
    }

    /** The answer to a request id that has been answered before. */
    private Answer repeat(PostingRequest request, Outcome outcome) {
        if (!outcome.fingerprint().equals(request.fingerprint())) {
            return new Answer.Rejected(new Rejection(Reason.REQUEST_ID_REUSED,
                    "The idempotency key was used before for another request about this customer; use a new one."));
        }
        if (outcome.refusal() != null) {
            return new Answer.Rejected(new Rejection(outcome.refusal().reason(), outcome.refusal().detail(), true));
        }
        DustTransaction transaction = outcome.transactionOrThrow();
        return new Answer.Accepted(
                new Posted(Optional.ofNullable(point).orElseThrow(Collisions.RowAppeared::new).asOf(transaction), transaction,
                        true));
    }

    private Answer decide(PostingRequest request, Instant now) {
        DustPoint before = point == null ? DustPoint.opening(customerId, now) : point;
        Decision decision = Decision.withinLimits(request.posting().decide(before.balance(), target(request)), before);
        return decision.fold(accepted -> accept(request, before, accepted, now), refused -> refuse(request, refused));
    }

    private Answer refuse(PostingRequest request, Decision.Refuse refused) {
        record(request, new Outcome(request.fingerprint(), null, refused));
        return new Answer.Rejected(new Rejection(refused.reason(), refused.detail()));
    }

    private Answer accept(PostingRequest request, DustPoint before, Decision.Accept accepted, Instant now) {
        DustTransaction transaction = DustTransaction.of(before, request, accepted, now);
        point = before.next(transaction, accepted);
        transactions.put(transaction.version(), transaction);
        if (transaction.reverses() != null) {
            reversed.add(transaction.reverses());
        }
        record(request, new Outcome(request.fingerprint(), transaction, null));
        return new Answer.Accepted(new Posted(point, transaction, false));
    }

    private void record(PostingRequest request, Outcome outcome) {
        outcomes.put(request.requestId(), outcome);
        recorded.add(new Recorded(request, outcome));
    }

    private Optional<Target> target(PostingRequest request) {
        return request.reverses().map(transactions::get)
                .map(transaction -> new Target(transaction, reversed.contains(transaction.version())));
    }
}
