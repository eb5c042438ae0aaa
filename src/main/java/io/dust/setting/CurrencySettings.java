package io.dust.setting;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

/** The table of a kind of setting: versions are only ever added. */
public abstract class CurrencySettings<D> {

    private static final String SELECT_CURRENT = """
            select distinct on (currency_code) currency_code, version, retired, definition::text as definition, actor, created_at
            from dust_setting where kind = $1 order by currency_code, version desc""";

    private static final String INSERT = """
            insert into dust_setting (kind, currency_code, version, retired, definition, actor, created_at)
            select $1, $2, $3, $4, $5::text::jsonb, $6, $7
            where $3 = 1 + coalesce((select max(version) from dust_setting where kind = $1 and currency_code = $2), 0)""";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int PARSED_LIMIT = 1000;

    private final Pool pool;
    private final DatabaseCalls database;
    private final ObjectMapper json;
    private final String kind;
    private final Class<D> definitions;
    private final Cache<String, CurrencySetting<D>> parsed = Caffeine.newBuilder().maximumSize(PARSED_LIMIT).build();

    /** @param kind the name of this kind of setting, stored with each */
    protected CurrencySettings(Pool pool, DatabaseCalls database, ObjectMapper json, String kind, Class<D> definitions) {
        this.pool = pool;
        this.database = database;
        this.json = json;
        this.kind = kind;
        this.definitions = definitions;
    }

    /** The newest versions. */
    public Uni<CurrentSettings<D>> current() {
        return database.call("settings", () -> current(pool));
    }

    /** The same, on a connection that does other work too. */
    public Uni<CurrentSettings<D>> current(SqlClient connection) {
        return connection.preparedQuery(SELECT_CURRENT).execute(Tuple.of(kind)).map(rows -> {
            Map<String, CurrencySetting<D>> settings = new HashMap<>();
            rows.forEach(row -> settings.put(row.getString("currency_code"), setting(row)));
            return new CurrentSettings<>(settings);
        });
    }

    /** Adds a version, unless it is not the next one. */
    Uni<Boolean> add(CurrencySetting<D> setting) {
        Tuple values = Tuple.from(List.of(kind, setting.currency().getCurrencyCode(), setting.version(), setting.retired(),
                write(setting.definition()), setting.actor(), setting.createdAt().atOffset(ZoneOffset.UTC)));
        return database.call("settings", () -> pool.preparedQuery(INSERT).execute(values)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(CurrencySettings::isTaken).recoverWithItem(false));
    }

    /** A version never changes, so it is parsed once. */
    private CurrencySetting<D> setting(Row row) {
        return parsed.get(row.getString("currency_code") + " " + row.getLong("version"), key -> new CurrencySetting<>(
                Currency.getInstance(row.getString("currency_code")), row.getLong("version"), row.getBoolean("retired"),
                read(row.getString("definition")), row.getString("actor"), row.getOffsetDateTime("created_at").toInstant()));
    }

    private D read(String definition) {
        try {
            return json.readValue(definition, definitions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A setting in the database cannot be read: " + kind, e);
        }
    }

    private String write(D definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A setting cannot be written: " + kind, e);
        }
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
    }
}
