package io.dust.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.dust.database.Statement;
import io.dust.ledger.Command;
import io.dust.ledger.Decided;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.ledger.StatefulCommand;

/** The features' states that a batch of requests reads and writes. */
final class FeatureStates {

    /** The state beside a posting, which needs none. */
    private static final Object NONE = new Object();

    private final Map<Class<?>, TableStates<?, ?>> byType = new LinkedHashMap<>();

    FeatureStates(List<PostingRequest<?>> requests, List<StateTable<?, ?>> tables) {
        for (PostingRequest<?> request : requests) {
            if (request.command() instanceof StatefulCommand<?> command) {
                byType.computeIfAbsent(command.stateType(), type -> TableStates.of(type, tables)).add(request);
            }
        }
    }

    /** The customers whose states the batch reads, and may create. */
    Set<String> customerIds() {
        return byType.values().stream().flatMap(states -> states.requests.stream()).map(PostingRequest::customerId)
                .collect(Collectors.toSet());
    }

    List<Statement> find() {
        return byType.values().stream().flatMap(states -> states.find().stream()).toList();
    }

    List<Statement> write(Instant now) {
        return byType.values().stream().flatMap(states -> states.write(now).stream()).toList();
    }

    PostingResult decide(PostingRequest<?> request, LockedAccount account) {
        return of(request.command()).decide(request, account);
    }

    /** The result with the state after it. */
    Decided<?> answer(PostingRequest<?> request, PostingResult result) {
        return request.command() instanceof StatefulCommand<?>
                ? new Decided<>(result, of(request.command()).stateOf(request))
                : new Decided<>(result, NONE);
    }

    /** The reason that a rejection of this command is stored under. */
    Reason reason(Command command, String slug) {
        List<Reason> features = command instanceof StatefulCommand<?> ? of(command).table.reasons() : List.of();
        return Stream.concat(LedgerReason.ALL.stream(), features.stream())
                .filter(reason -> reason.slug().equals(slug)).findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown reason " + slug));
    }

    private TableStates<?, ?> of(Command command) {
        return Objects.requireNonNull(byType.get(((StatefulCommand<?>) command).stateType()));
    }

    /** The states of one table. */
    private static final class TableStates<S, C extends StatefulCommand<S>> {

        private final StateTable<S, C> table;
        private final List<PostingRequest<C>> requests = new ArrayList<>();
        private final List<StateTable.Change<S, C>> changes = new ArrayList<>();
        /** The states as the requests so far leave them. */
        private final Map<String, S> states = new HashMap<>();
        private StateTable.@Nullable Lookup<S> lookup;

        TableStates(StateTable<S, C> table) {
            this.table = table;
        }

        static TableStates<?, ?> of(Class<?> type, List<StateTable<?, ?>> tables) {
            return tables.stream().filter(table -> table.stateType() == type).findAny().map(TableStates::new)
                    .orElseThrow(() -> new IllegalStateException("No table keeps a " + type));
        }

        @SuppressWarnings("unchecked") // A command finds its table by the type of its state.
        private PostingRequest<C> typed(PostingRequest<?> request) {
            return (PostingRequest<C>) request;
        }

        void add(PostingRequest<?> request) {
            requests.add(typed(request));
        }

        List<Statement> find() {
            lookup = table.find(requests);
            return lookup.statements();
        }

        S stateOf(PostingRequest<?> request) {
            return states.computeIfAbsent(key(request), key -> Objects.requireNonNull(lookup)
                    .state(request.customerId(), typed(request).command().stateId()));
        }

        /** A text, because GraalVM interprets the hash code of a record (ADR 17). */
        private String key(PostingRequest<?> request) {
            return request.customerId() + "\n" + typed(request).command().stateId();
        }

        PostingResult decide(PostingRequest<?> request, LockedAccount account) {
            PostingRequest<C> typed = typed(request);
            S before = stateOf(request);
            Decided<S> decided = typed.command().decide(before, account);
            boolean isChanged = !(decided.result() instanceof PostingResult.Rejected) && decided.state() != before;
            if (isChanged) {
                states.put(key(request), decided.state());
            }
            changes.add(new StateTable.Change<>(typed, decided.result(), isChanged ? decided.state() : null));
            return decided.result();
        }

        List<Statement> write(Instant now) {
            return changes.isEmpty() ? List.of() : table.write(changes, now);
        }
    }
}
