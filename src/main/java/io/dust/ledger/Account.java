package io.dust.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** One customer while their row is locked: what was read about them, and what a batch of requests makes of it. */
final class Account {

    private final String customerId;
    private final Rows rows;
    /** None before the first change. */
    private @Nullable DustPoint point;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<Long, Target> targets = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private boolean considers;
    private boolean reverses;

    /** A request, and what is to be written as its outcome. */
    record Recorded(PostingRequest request, Outcome outcome) {
    }

    Account(String customerId, Rows rows) {
        this.customerId = customerId;
        this.rows = rows;
    }

    void wasRead(DustPoint locked) {
        point = locked;
    }

    void wasRead(String requestId, Outcome outcome) {
        outcomes.put(requestId, outcome);
    }

    void wasRead(Target target) {
        if (point == null) {
            throw new Collisions.RowAppeared();
        }
        targets.put(target.transaction().version(), target);
    }

    boolean isHeldTooLong(Instant now) {
        return point != null && point.isHeldTooLong(now);
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
            return new Answer.Rejected(new Rejection(outcome.refusal(), outcome.detailOrThrow(), true));
        }
        if (outcome.transaction() == null) {
            return new Answer.Kept("replayed", outcome.detailOrThrow(), true);
        }
        DustTransaction transaction = outcome.transaction();
        return new Answer.Accepted(
                new Posted(Optional.ofNullable(point).orElseThrow(Collisions.RowAppeared::new).asOf(transaction), transaction,
                        true));
    }

    private Answer decide(PostingRequest request, Instant now) {
        considers |= request.intent() instanceof Considered;
        reverses |= request.reverses().isPresent();
        if (considers && reverses) {
            throw new Collisions.Entangled();
        }
        DustPoint before = point == null ? DustPoint.opening(customerId, now) : point;
        return request.intent() instanceof Considered<?> considered ? decide(request, considered, before, now)
                : follow(request, decide(request, (Posting) request.intent(), before), before, now);
    }

    private Decision decide(PostingRequest request, Posting posting, DustPoint before) {
        return Decision.withinLimits(posting.decide(before.balance(), request.reverses().map(targets::get)), before);
    }

    private <R> Answer decide(PostingRequest request, Considered<R> considered, DustPoint before, Instant now) {
        Considered.Conclusion<R> conclusion = rows.conclude(considered, customerId, before.balance(), now);
        Decision decision = Decision.withinLimits(conclusion.decision(), before);
        rows.add(request, considered, conclusion.row(), decision);
        return follow(request, decision, before, now);
    }

    private Answer follow(PostingRequest request, Decision decision, DustPoint before, Instant now) {
        return decision.fold(accepted -> accept(request, before, accepted, now), kept -> keep(request, kept),
                refused -> refuse(request, refused));
    }

    private Answer keep(PostingRequest request, Decision.Keep kept) {
        if (request.isNamed()) {
            record(request, new Outcome(request.fingerprint(), null, null, kept.detail()));
        }
        return new Answer.Kept(kept.outcome(), kept.detail(), false);
    }

    private Answer refuse(PostingRequest request, Decision.Refuse refused) {
        if (request.isNamed()) {
            record(request, new Outcome(request.fingerprint(), null, refused.reason(), refused.detail()));
        }
        return new Answer.Rejected(new Rejection(refused.reason(), refused.detail()));
    }

    private Answer accept(PostingRequest request, DustPoint before, Decision.Accept accepted, Instant now) {
        DustTransaction transaction = DustTransaction.of(before, request, accepted, now);
        point = before.next(transaction, accepted);
        targets.put(transaction.version(), new Target(transaction, false, false));
        if (transaction.reverses() != null) {
            targets.computeIfPresent(transaction.reverses(), (version, target) -> target.whenReversed());
        }
        record(request, new Outcome(request.fingerprint(), transaction, null, null));
        return new Answer.Accepted(new Posted(point, transaction, false));
    }

    private void record(PostingRequest request, Outcome outcome) {
        outcomes.put(request.requestId(), outcome);
        recorded.add(new Recorded(request, outcome));
    }
}
