package io.dust.event;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.dust.http.TransactionView;
import io.dust.ledger.Concluded;
import io.dust.ledger.Posted;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What became of an event.
 *
 * @param reason a sentence that says why
 * @param transactions those that it led to, also when it did so before
 */
// The resource returns it or a list of it, so the native build would not know that it becomes JSON.
@RegisterForReflection
record EventOutcome(@Schema(enumeration = {
        "applied", "duplicate", "ignored", "refused" }) String outcome, String reason,
        List<TransactionView> transactions){

    static EventOutcome of(Concluded concluded) {
        String outcome = concluded.replayed() ? OrderEventHandler.DUPLICATE
                : concluded.posted().isPresent() ? OrderEventHandler.APPLIED : concluded.outcome();
        return new EventOutcome(outcome, concluded.detail(),
                concluded.posted().map(Posted::transaction).map(TransactionView::of).stream().toList());
    }

    static EventOutcome ignored(String reason) {
        return new EventOutcome(OrderEventHandler.IGNORED, reason, List.of());
    }

    /** Of an event of a batch; alone, it would have been answered with a problem. */
    static EventOutcome refused(String reason) {
        return new EventOutcome("refused", reason, List.of());
    }
}
