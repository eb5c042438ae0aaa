package io.dust.event;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.dust.account.Transaction;
import io.dust.event.order.OrderEvents;
import io.dust.http.TransactionView;
import io.dust.ledger.PostingResult;
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

    /**
     * The outcome of an event.
     *
     * @param results on the account that knows the order, and then on those of other customers
     * @param notes sentences about what was rounded or left out
     */
    static EventOutcome of(List<PostingResult> results, List<String> notes) {
        List<TransactionView> transactions = results.stream().filter(PostingResult.Posted.class::isInstance)
                .flatMap(result -> ((PostingResult.Posted) result).transactions().stream()).map(TransactionView::of).toList();
        PostingResult first = results.get(0);
        List<String> sentences = new ArrayList<>(reasons(first));
        sentences.addAll(notes);
        return new EventOutcome(outcome(first), String.join(" ", sentences), transactions);
    }

    private static String outcome(PostingResult result) {
        if (result.replayed()) {
            return OrderEvents.DUPLICATE;
        }
        return result instanceof PostingResult.NoOp noOp ? noOp.outcome() : OrderEvents.APPLIED;
    }

    private static List<String> reasons(PostingResult result) {
        return result instanceof PostingResult.Posted posted
                ? posted.transactions().stream().map(Transaction::reason).toList()
                : List.of(((PostingResult.NoOp) result).detail());
    }

    static EventOutcome ignored(String reason) {
        return new EventOutcome(OrderEvents.IGNORED, reason, List.of());
    }

    /** The outcome of an event in a batch; a single event gets a problem instead. */
    static EventOutcome refused(String reason) {
        return new EventOutcome("refused", reason, List.of());
    }
}
