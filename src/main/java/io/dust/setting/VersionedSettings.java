package io.dust.setting;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.dust.database.DatabaseCalls;
import io.dust.database.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The settings of one kind. Versions are added and never changed. */
public abstract class VersionedSettings<D> {

    private static final String SELECT_NEWEST = """
            select distinct on (currency_code) currency_code, version, retired, definition::text as definition, actor, created_at
            from dust_setting where kind = $1 order by currency_code, version desc""";

    private static final String INSERT = """
            insert into dust_setting (kind, currency_code, version, retired, definition, actor, created_at)
            select $1, $2, $3, $4, $5::text::jsonb, $6, $7
            where $3 = 1 + coalesce((select max(version) from dust_setting where kind = $1 and currency_code = $2), 0)""";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int PARSED_LIMIT = 1000;

    private final Pool pool;
    private final SettingRepository repository;
    private final DatabaseCalls database;
    private final ObjectMapper json;
    private final String kind;
    private final Class<D> definitions;
    private final Cache<String, SettingVersion<D>> parsed = Caffeine.newBuilder().maximumSize(PARSED_LIMIT).build();

    /** What every kind of setting needs. */
    public record Store(Pool pool, SettingRepository repository, DatabaseCalls database, ObjectMapper json) {
    }

    /** @param kind the name of this kind of setting, which is stored with each version */
    protected VersionedSettings(Store store, String kind, Class<D> definitions) {
        this.pool = store.pool;
        this.repository = store.repository;
        this.database = store.database;
        this.json = store.json;
        this.kind = kind;
        this.definitions = definitions;
    }

    /** The newest versions. */
    public Uni<ActiveSettings<D>> active() {
        return database.call("settings", () -> repository.newest(kind))
                .map(rows -> ActiveSettings.of(rows.stream().map(this::version).toList()));
    }

    /** The newest versions, for a batch that reads them with its own statements. */
    public Lookup<D> lookup() {
        Map<String, SettingVersion<D>> read = new HashMap<>();
        return new Lookup<>(new Statement(SELECT_NEWEST, Tuple.of(kind),
                row -> read.put(row.getString("currency_code"), version(StoredVersion.of(row)))), new ActiveSettings<>(read));
    }

    /**
     * A statement that reads the newest versions.
     *
     * @param settings the newest versions, once the statement is executed
     */
    public record Lookup<D>(Statement statement, ActiveSettings<D> settings) {
    }

    /** Adds a version, unless another one has been added since the caller read the newest. */
    Uni<Boolean> add(SettingVersion<D> version) {
        Tuple values = Tuple.from(List.of(kind, version.currency().getCurrencyCode(), version.version(), version.retired(),
                write(version.definition()), version.actor(), version.createdAt().atOffset(ZoneOffset.UTC)));
        return database.call("settings", () -> pool.preparedQuery(INSERT).execute(values)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(VersionedSettings::isTaken).recoverWithItem(false));
    }

    /** A version never changes, so it is parsed once. */
    private SettingVersion<D> version(StoredVersion stored) {
        return parsed.get(stored.currencyCode() + " " + stored.version(), key -> new SettingVersion<>(
                Currency.getInstance(stored.currencyCode()), stored.version(), stored.retired(), read(stored.definition()),
                stored.actor(), stored.createdAt()));
    }

    private D read(String definition) {
        try {
            return json.readValue(definition, definitions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored setting of kind " + kind + " is not the JSON of its definition", e);
        }
    }

    private String write(D definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A setting of kind " + kind + " cannot be written as JSON", e);
        }
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
    }
}
