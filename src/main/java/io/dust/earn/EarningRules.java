package io.dust.earn;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.dust.ledger.DatabaseCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The table of earning rules: versions are only ever added. */
@Singleton
class EarningRules {

    private static final String SELECT_CURRENT = """
            select distinct on (currency_code) currency_code, version, retired, definition::text as definition, actor, created_at
            from dust_earning_rule order by currency_code, version desc""";

    private static final String INSERT = """
            insert into dust_earning_rule (currency_code, version, retired, definition, actor, created_at)
            select $1, $2, $3, $4::text::jsonb, $5, $6
            where $2 = 1 + coalesce((select max(version) from dust_earning_rule where currency_code = $1), 0)""";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int PARSED_LIMIT = 1000;

    private final Pool pool;
    private final DatabaseCalls database;
    private final ObjectMapper json;
    private final Cache<String, EarningRule> parsed = Caffeine.newBuilder().maximumSize(PARSED_LIMIT).build();

    EarningRules(Pool pool, DatabaseCalls database, ObjectMapper json) {
        this.pool = pool;
        this.database = database;
        this.json = json;
    }

    /** The newest version of each, retired ones too. */
    Uni<CurrentRules> current() {
        return database.call("earning_rules", () -> current(pool));
    }

    /** The same, on a connection that does other work too. */
    Uni<CurrentRules> current(SqlClient connection) {
        return connection.preparedQuery(SELECT_CURRENT).execute().map(rows -> {
            Map<String, EarningRule> rules = new HashMap<>();
            rows.forEach(row -> rules.put(row.getString("currency_code"), rule(row)));
            return new CurrentRules(rules);
        });
    }

    /** Adds a version, unless it is not the next one. */
    Uni<Boolean> add(EarningRule rule) {
        Tuple values = Tuple.from(List.of(rule.currency().getCurrencyCode(), rule.version(), rule.retired(),
                write(rule.definition()), rule.actor(), rule.createdAt().atOffset(ZoneOffset.UTC)));
        return database.call("earning_rules", () -> pool.preparedQuery(INSERT).execute(values)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(EarningRules::isTaken).recoverWithItem(false));
    }

    /** A version never changes, so it is parsed once. */
    private EarningRule rule(Row row) {
        return parsed.get(row.getString("currency_code") + " " + row.getLong("version"), key -> new EarningRule(
                Currency.getInstance(row.getString("currency_code")), row.getLong("version"), row.getBoolean("retired"),
                read(row.getString("definition")), row.getString("actor"), row.getOffsetDateTime("created_at").toInstant()));
    }

    private RuleDefinition read(String definition) {
        try {
            return json.readValue(definition, RuleDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An earning rule in the database cannot be read", e);
        }
    }

    private String write(RuleDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An earning rule cannot be written", e);
        }
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
    }
}
