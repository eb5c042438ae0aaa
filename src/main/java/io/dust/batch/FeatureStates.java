package io.dust.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.dust.database.Statement;
import io.dust.ledger.Decided;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Need;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.ledger.StatefulCommand;

/** The features' states that a batch of requests reads and writes. */
final class FeatureStates {

    /** The state beside a posting, which needs none. */
    private static final Object NONE = new Object();

    private final List<StateTable<?, ?>> tables;
    private final Map<Class<?>, TableStates<?, ?>> byType = new LinkedHashMap<>();
    private final Set<String> customerIds = new HashSet<>();
    private final List<Statement> others = new ArrayList<>();

    FeatureStates(List<PostingRequest<?>> requests, List<StateTable<?, ?>> tables) {
        this.tables = tables;
        for (PostingRequest<?> request : requests) {
            if (request.command() instanceof StatefulCommand<?> command) {
                customerIds.add(request.customerId());
                ask(request.customerId(), command.need());
            }
        }
    }

    private void ask(String customerId, Need<?> need) {
        if (need instanceof Need.One<?, ?> one) {
            byType.computeIfAbsent(one.type(), type -> TableStates.of(type, tables)).ask(customerId, one);
        } else if (need instanceof Need.Two<?, ?> two) {
            ask(customerId, two.first());
            ask(customerId, two.second());
        }
    }

    /** The customers whose states the batch reads, and may create. */
    Set<String> customerIds() {
        return customerIds;
    }

    List<Statement> find() {
        return byType.values().stream().flatMap(states -> states.find().stream()).toList();
    }

    List<Statement> write(Instant now) {
        return Stream.concat(byType.values().stream().flatMap(states -> states.write(now).stream()),
                others.stream()).toList();
    }

    PostingResult decide(PostingRequest<?> request, LockedAccount account) {
        return decide(request.customerId(), (StatefulCommand<?>) request.command(), account);
    }

    private <S> PostingResult decide(String customerId, StatefulCommand<S> command, LockedAccount account) {
        Need<S> need = command.need();
        S before = read(customerId, need);
        Decided<S> decided = command.decide(before, account);
        if (!(decided.result() instanceof PostingResult.Rejected)) {
            change(customerId, need, before, decided.state());
        }
        others.addAll(decided.statements());
        return decided.result();
    }

    /** The result with the state after it. */
    Decided<?> answer(PostingRequest<?> request, PostingResult result) {
        return new Decided<>(result, request.command() instanceof StatefulCommand<?> command
                ? read(request.customerId(), command.need())
                : NONE);
    }

    /** The reason that a rejection is stored under. */
    Reason reason(String slug) {
        return Stream.concat(LedgerReason.ALL.stream(), tables.stream().flatMap(table -> table.reasons().stream()))
                .filter(reason -> reason.slug().equals(slug)).findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown reason " + slug));
    }

    @SuppressWarnings("unchecked") // The type of a need is that of its state.
    private <S> S read(String customerId, Need<S> need) {
        if (need instanceof Need.Given<S> given) {
            return given.state();
        }
        if (need instanceof Need.One<S, ?> one) {
            return (S) states(one).read(customerId, one.id());
        }
        Need.Two<?, ?> two = (Need.Two<?, ?>) need;
        return (S) new Need.Both<>(read(customerId, two.first()), read(customerId, two.second()));
    }

    @SuppressWarnings("unchecked")
    private <S> void change(String customerId, Need<S> need, S before, S after) {
        if (need instanceof Need.One<S, ?> one && after != before) {
            ((TableStates<S, ?>) states(one)).change(customerId, one.id(), after);
        } else if (need instanceof Need.Two<?, ?> two) {
            changeBoth(customerId, two, (Need.Both<?, ?>) before, (Need.Both<?, ?>) after);
        }
    }

    @SuppressWarnings("unchecked")
    private <A, B> void changeBoth(String customerId, Need.Two<A, B> two, Need.Both<?, ?> before, Need.Both<?, ?> after) {
        change(customerId, two.first(), (A) before.first(), (A) after.first());
        change(customerId, two.second(), (B) before.second(), (B) after.second());
    }

    private TableStates<?, ?> states(Need.One<?, ?> one) {
        return Objects.requireNonNull(byType.get(one.type()));
    }
}
