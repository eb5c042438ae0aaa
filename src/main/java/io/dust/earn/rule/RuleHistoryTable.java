package io.dust.earn.rule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.dust.database.Statement;
import io.dust.ledger.Reason;
import io.dust.ledger.StateTable;
import io.dust.setting.VersionedSettings;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the earning rules in a batch. Staff write them elsewhere. */
@Singleton
class RuleHistoryTable implements StateTable<RuleHistory, RuleQuery> {

    /** The orders within a year of an order that earn by a rule with a limit for a customer. */
    private static final String FIND_EARNED = """
            select asked.currency_code, o.customer_id, o.order_id, o.placed_at, o.entitled
            from unnest($1::text[], $2::text[], $3::timestamptz[]) as asked (customer_id, currency_code, placed_at),
                lateral (
                    select * from dust_order
                    where customer_id = asked.customer_id and allowance is not null
                        and placed_at between asked.placed_at - interval '366 days' and asked.placed_at + interval '366 days'
                    offset 0) o
            where o.currency_code = asked.currency_code""";

    private final EarningRules rules;

    RuleHistoryTable(EarningRules rules) {
        this.rules = rules;
    }

    @Override
    public Class<RuleHistory> stateType() {
        return RuleHistory.class;
    }

    @Override
    public Lookup<RuleHistory> find(List<Asked<RuleQuery>> asked) {
        return new RuleLookup(asked, rules);
    }

    private static final class RuleLookup implements Lookup<RuleHistory> {

        private final Map<String, Map<String, RuleHistory.EarnedOrder>> earned = new HashMap<>();
        private final List<Statement> statements = new ArrayList<>();
        private final VersionedSettings.Lookup<RuleDefinition> rules;

        RuleLookup(List<Asked<RuleQuery>> asked, EarningRules allRules) {
            Set<String> codes = asked.stream().map(each -> each.query().currency().getCurrencyCode())
                    .collect(Collectors.toSet());
            rules = allRules.lookup(codes);
            statements.add(rules.statement());
            List<Asked<RuleQuery>> placed = asked.stream().filter(each -> each.query().placedAt() != null).toList();
            if (!placed.isEmpty()) {
                statements.add(new Statement(FIND_EARNED, Tuple.tuple()
                        .addArrayOfString(placed.stream().map(Asked::customerId).toArray(String[]::new))
                        .addArrayOfString(placed.stream().map(Asked::stateId).toArray(String[]::new))
                        .addArrayOfOffsetDateTime(placed.stream()
                                .map(each -> Objects.requireNonNull(each.query().placedAt()).atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)),
                        this::read));
            }
        }

        private void read(Row row) {
            earned.computeIfAbsent(StateTable.key(row.getString("customer_id"), row.getString("currency_code")),
                    key -> new HashMap<>())
                    .put(row.getString("order_id"), new RuleHistory.EarnedOrder(
                            row.getOffsetDateTime("placed_at").toInstant(), row.getLong("entitled")));
        }

        @Override
        public List<Statement> statements() {
            return statements;
        }

        @Override
        public RuleHistory state(String customerId, String currencyCode) {
            return new RuleHistory(rules.history(), earned.getOrDefault(StateTable.key(customerId, currencyCode), Map.of()));
        }
    }

    @Override
    public List<Statement> write(List<Changed<RuleHistory>> changed, Instant now) {
        return List.of();
    }

    @Override
    public Set<String> uniqueKeys() {
        return Set.of();
    }

    @Override
    public List<Reason> reasons() {
        return List.of();
    }
}
