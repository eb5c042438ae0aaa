package io.dust.event;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.dust.http.TransactionView;
import io.dust.ledger.PostingResult;
import io.dust.order.OrderEventHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What an event has changed.
 *
 * @param reason one sentence that explains the outcome
 * @param transactions of the event, also when it is a duplicate
 */
// The resource returns an outcome or a list of outcomes, so the native build would not register it for JSON.
@RegisterForReflection
record EventOutcome(@Schema(enumeration = {
        "applied", "duplicate", "ignored", "refused" }) String outcome, String reason,
        List<TransactionView> transactions){

    private static final List<String> STRONGEST_FIRST = List.of(OrderEventHandler.APPLIED, OrderEventHandler.DUPLICATE,
            OrderEventHandler.IGNORED);

    /**
     * The outcome of the results of all features: the strongest, with the reasons of the features
     * that have it.
     */
    static EventOutcome of(List<PostingResult> results) {
        String outcome = STRONGEST_FIRST.stream()
                .filter(candidate -> results.stream().anyMatch(result -> candidate.equals(outcome(result))))
                .findFirst().orElse(OrderEventHandler.IGNORED);
        return new EventOutcome(outcome,
                results.stream().filter(result -> outcome.equals(outcome(result))).map(EventOutcome::reason)
                        .collect(Collectors.joining(" ")),
                results.stream().filter(PostingResult.Posted.class::isInstance).map(PostingResult.Posted.class::cast)
                        .map(posted -> TransactionView.of(posted.transaction())).toList());
    }

    private static String outcome(PostingResult result) {
        if (result.replayed()) {
            return OrderEventHandler.DUPLICATE;
        }
        return result instanceof PostingResult.NoOp noOp ? noOp.outcome() : OrderEventHandler.APPLIED;
    }

    private static String reason(PostingResult result) {
        return result instanceof PostingResult.Posted posted ? posted.transaction().reason()
                : ((PostingResult.NoOp) result).detail();
    }

    static EventOutcome ignored(String reason) {
        return new EventOutcome(OrderEventHandler.IGNORED, reason, List.of());
    }

    /** The outcome of an event in a batch; a single event gets a problem instead. */
    static EventOutcome refused(String reason) {
        return new EventOutcome("refused", reason, List.of());
    }
}
