package io.dust.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.dust.database.Statement;
import io.dust.ledger.Need;
import io.dust.ledger.StateTable;

/** The states of one table in a batch, as the requests so far leave them. */
final class TableStates<S, Q> {

    private final StateTable<S, Q> table;
    private final List<StateTable.Asked<Q>> asked = new ArrayList<>();
    private final Map<String, S> states = new HashMap<>();
    private final Map<String, StateTable.Changed<S>> changed = new LinkedHashMap<>();
    private StateTable.@Nullable Lookup<S> lookup;

    private TableStates(StateTable<S, Q> table) {
        this.table = table;
    }

    static TableStates<?, ?> of(Class<?> type, List<StateTable<?, ?>> tables) {
        return tables.stream().filter(table -> table.stateType() == type).findAny().map(TableStates::new)
                .orElseThrow(() -> new IllegalStateException("No table keeps a " + type));
    }

    @SuppressWarnings("unchecked") // A need finds its table by the type of its state, and so has the table's query.
    void ask(String customerId, Need.One<?, ?> need) {
        asked.add(new StateTable.Asked<>(customerId, need.id(), (Q) need.query()));
    }

    List<Statement> find() {
        lookup = table.find(asked);
        return lookup.statements();
    }

    S read(String customerId, String id) {
        return states.computeIfAbsent(StateTable.key(customerId, id),
                key -> Objects.requireNonNull(lookup).state(customerId, id));
    }

    void change(String customerId, String id, S state) {
        String key = StateTable.key(customerId, id);
        states.put(key, state);
        changed.put(key, new StateTable.Changed<>(customerId, id, state));
    }

    List<Statement> write(Instant now) {
        return changed.isEmpty() ? List.of() : table.write(List.copyOf(changed.values()), now);
    }
}
