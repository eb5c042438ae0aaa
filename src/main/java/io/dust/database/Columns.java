package io.dust.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The columns of rows that a statement writes, each with the value that it takes. A statement takes
 * one array for a column, and {@code unnest} makes rows of them, so that the text of the statement
 * does not depend on how many rows there are.
 */
public final class Columns<T> {

    private final List<Column<T>> columns = new ArrayList<>();

    /** @param cast from the array of texts or numbers that the driver sends to the type of the column */
    private record Column<T>(String name, String cast, BiConsumer<Tuple, List<T>> values) {
    }

    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return with(name, "text[]", (values, rows) -> values
                .addArrayOfString(rows.stream().map(value).toArray(String[]::new)));
    }

    public Columns<T> bigint(String name, Function<T, @Nullable Long> value) {
        return with(name, "bigint[]", (values, rows) -> values.addArrayOfLong(rows.stream().map(value).toArray(Long[]::new)));
    }

    public Columns<T> uuid(String name, Function<T, UUID> value) {
        return with(name, "uuid[]", (values, rows) -> values.addArrayOfUUID(rows.stream().map(value).toArray(UUID[]::new)));
    }

    public Columns<T> bytea(String name, Function<T, Buffer> value) {
        return with(name, "bytea[]", (values, rows) -> values.addValue(rows.stream().map(value).toArray(Buffer[]::new)));
    }

    /** Instants, in UTC. */
    public Columns<T> timestamptz(String name, Function<T, @Nullable Instant> value) {
        return with(name, "timestamptz[]", (values, rows) -> values.addArrayOfOffsetDateTime(
                rows.stream().map(value).map(Columns::utc).toArray(OffsetDateTime[]::new)));
    }

    /** JSON that is kept to the letter. */
    public Columns<T> json(String name, Function<T, @Nullable String> value) {
        return with(name, "text[]::json[]", (values, rows) -> values
                .addArrayOfString(rows.stream().map(value).toArray(String[]::new)));
    }

    public Columns<T> jsonb(String name, Function<T, @Nullable JsonObject> value) {
        return with(name, "jsonb[]", (values, rows) -> values
                .addArrayOfJsonObject(rows.stream().map(value).toArray(JsonObject[]::new)));
    }

    public Columns<T> bool(String name, Function<T, Boolean> value) {
        return with(name, "boolean[]", (values, rows) -> values
                .addArrayOfBoolean(rows.stream().map(value).toArray(Boolean[]::new)));
    }

    private Columns<T> with(String name, String cast, BiConsumer<Tuple, List<T>> values) {
        columns.add(new Column<>(name, cast, values));
        return this;
    }

    /** The names, as {@code insert into} and {@code as} take them. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The rows, of parameters from this number on. */
    public String unnest(int firstParameter) {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            parameters.append(i == 0 ? "unnest($" : ", $").append(firstParameter + i).append("::").append(columns.get(i).cast);
        }
        return parameters.append(')').toString();
    }

    /** For {@code do update set}: every column but these takes its new value. */
    public String updatesExcept(String... unchanged) {
        Set<String> names = Set.of(unchanged);
        return columns.stream().map(Column::name).filter(name -> !names.contains(name))
                .map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
    }

    /** How many parameters the rows take. */
    public int count() {
        return columns.size();
    }

    public Tuple values(List<T> rows) {
        return addTo(Tuple.tuple(), rows);
    }

    public Tuple addTo(Tuple values, List<T> rows) {
        columns.forEach(column -> column.values.accept(values, rows));
        return values;
    }

    /** The instant in a column of a row. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
