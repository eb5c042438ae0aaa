package io.dust.setting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.dust.database.DatabaseCalls;
import io.dust.database.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The settings of one kind. Versions are added and never changed. */
public abstract class VersionedSettings<D> {

    private static final String SELECT_UNKNOWN = """
            select s.currency_code, s.version, s.retired, s.definition::text as definition, s.actor, s.created_at
            from unnest($2::text[], $3::bigint[]) as asked (currency_code, last_known),
                lateral (
                    select * from dust_setting
                    where kind = $1 and currency_code = asked.currency_code and version > asked.last_known offset 0) s
            order by s.version""";

    private static final String INSERT = """
            insert into dust_setting (kind, currency_code, version, retired, definition, actor, created_at)
            select $1, $2, $3, $4, $5::text::jsonb, $6, $7
            where $3 = 1 + coalesce((select max(version) from dust_setting where kind = $1 and currency_code = $2), 0)""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final SettingRepository repository;
    private final DatabaseCalls database;
    private final ObjectMapper json;
    private final String kind;
    private final Class<D> definitions;
    private final SettingHistory<D> history;

    /** What every kind of setting needs. */
    public record Store(Pool pool, SettingRepository repository, DatabaseCalls database, ObjectMapper json) {
    }

    /**
     * Settings of a kind.
     *
     * @param kind the name of this kind of setting, which is stored with each version
     * @param validFrom the instant from which staff want a version to be in force, if its
     *        definition names one
     */
    protected VersionedSettings(Store store, String kind, Class<D> definitions, Function<D, Optional<Instant>> validFrom) {
        this.pool = store.pool;
        this.repository = store.repository;
        this.database = store.database;
        this.json = store.json;
        this.kind = kind;
        this.definitions = definitions;
        this.history = new SettingHistory<>(validFrom);
    }

    /** The newest version for each currency, retired ones too. */
    Uni<List<SettingVersion<D>>> newest() {
        return database.call("settings", () -> repository.newest(kind)).map(this::versions);
    }

    /** The versions for a currency before one of them, newest first. */
    Uni<List<SettingVersion<D>>> versions(Currency currency, long before, int limit) {
        return database.call("settings", () -> repository.versions(kind, currency.getCurrencyCode(), before, limit))
                .map(this::versions);
    }

    /** All versions for a currency until now. */
    public Uni<SettingHistory<D>> history(String currencyCode) {
        return database.call("settings", () -> {
            Statement statement = lookup(List.of(currencyCode)).statement;
            return pool.preparedQuery(statement.sql()).execute(statement.values())
                    .invoke(rows -> rows.forEach(statement.reader())).replaceWith(history);
        });
    }

    /**
     * All versions for these currencies, for a batch that reads with its own statements. The
     * statement reads only what this instance does not know yet, which is mostly nothing.
     */
    public Lookup<D> lookup(Collection<String> currencyCodes) {
        String[] codes = currencyCodes.stream().distinct().toArray(String[]::new);
        Long[] lastKnown = Stream.of(codes).map(history::lastNumber).toArray(Long[]::new);
        return new Lookup<>(new Statement(SELECT_UNKNOWN, Tuple.of(kind, codes, lastKnown),
                row -> history.add(version(StoredVersion.of(row)))).shared(), history);
    }

    /**
     * A statement that reads versions.
     *
     * @param history complete for the currencies that were asked for, once the statement is
     *        executed
     */
    public record Lookup<D>(Statement statement, SettingHistory<D> history) {
    }

    /** Adds a version, unless another one has been added since the caller read the newest. */
    Uni<Boolean> add(SettingVersion<D> version) {
        Tuple values = Tuple.from(List.of(kind, version.currency().getCurrencyCode(), version.version(), version.retired(),
                write(version.definition()), version.actor(), version.createdAt().atOffset(ZoneOffset.UTC)));
        return database.call("settings", () -> pool.preparedQuery(INSERT).execute(values)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(VersionedSettings::isTaken).recoverWithItem(false));
    }

    private List<SettingVersion<D>> versions(List<StoredVersion> stored) {
        return stored.stream().map(this::version).toList();
    }

    private SettingVersion<D> version(StoredVersion stored) {
        return new SettingVersion<>(Currency.getInstance(stored.currencyCode()), stored.version(), stored.retired(),
                read(stored.definition()), stored.actor(), stored.createdAt());
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
