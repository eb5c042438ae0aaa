package io.dust.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.dust.ledger.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Keeps events that contradict what is known, so that staff can see them. */
@Singleton
public class RefusedEvents {

    private static final String INSERT = """
            insert into dust_event_refused
                (customer_id, id, order_id, source, event_id, type, reason, detail, data, recorded_at)
            select customer_id, id, order_id, source, event_id, type, reason, detail, data::json, $10::timestamptz
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                as refused (customer_id, id, order_id, source, event_id, type, reason, detail, data)""";

    /** An event, and why it was refused. */
    public record Refused(OrderEvent event, Decision.Refuse refusal) {
    }

    /** Writes them in the database transaction that refuses them. */
    public Uni<Void> write(SqlClient connection, List<Refused> refused, Instant now) {
        if (refused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime recordedAt = now.atOffset(ZoneOffset.UTC);
        Tuple values = Tuple.tuple()
                .addArrayOfString(texts(refused, one -> one.event().customerId()))
                .addArrayOfUUID(refused.stream().map(one -> UUID.randomUUID()).toArray(UUID[]::new))
                .addArrayOfString(texts(refused, one -> one.event().order().id()))
                .addArrayOfString(texts(refused, one -> one.event().source()))
                .addArrayOfString(texts(refused, one -> one.event().id()))
                .addArrayOfString(texts(refused, one -> one.event().type().type()))
                .addArrayOfString(texts(refused, one -> one.refusal().reason().slug()))
                .addArrayOfString(texts(refused, one -> one.refusal().detail()))
                .addArrayOfString(texts(refused, one -> one.event().data()))
                .addOffsetDateTime(recordedAt);
        return connection.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    private static String[] texts(List<Refused> refused, Function<Refused, String> column) {
        return refused.stream().map(column).toArray(String[]::new);
    }
}
