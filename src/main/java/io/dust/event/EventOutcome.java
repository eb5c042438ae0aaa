package io.dust.event;

import java.util.List;
import java.util.stream.Collectors;

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

    private static final List<String> MOST_FIRST = List.of(OrderEventHandler.APPLIED, OrderEventHandler.DUPLICATE,
            OrderEventHandler.IGNORED);

    /** Of what several have done about it: the reason is that of those who have done most. */
    static EventOutcome of(List<Concluded<?>> parts) {
        String outcome = MOST_FIRST.stream().filter(most -> parts.stream().anyMatch(part -> most.equals(outcome(part))))
                .findFirst().orElse(OrderEventHandler.IGNORED);
        return new EventOutcome(outcome,
                parts.stream().filter(part -> outcome.equals(outcome(part))).map(Concluded::detail)
                        .collect(Collectors.joining(" ")),
                parts.stream().flatMap(part -> part.posted().stream()).map(Posted::transaction).map(TransactionView::of)
                        .toList());
    }

    private static String outcome(Concluded<?> part) {
        return part.replayed() ? OrderEventHandler.DUPLICATE
                : part.posted().isPresent() ? OrderEventHandler.APPLIED : part.outcome();
    }

    static EventOutcome ignored(String reason) {
        return new EventOutcome(OrderEventHandler.IGNORED, reason, List.of());
    }

    /** Of an event of a batch; alone, it would have been answered with a problem. */
    static EventOutcome refused(String reason) {
        return new EventOutcome("refused", reason, List.of());
    }
}
