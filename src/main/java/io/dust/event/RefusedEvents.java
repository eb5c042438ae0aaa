package io.dust.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.dust.ledger.Columns;
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
            select *, $10::timestamptz from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                $7::text[], $8::text[], $9::text[]::json[])""";

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
                .addArrayOfString(Columns.texts(refused, one -> one.event().customerId()))
                .addArrayOfUUID(refused.stream().map(one -> UUID.randomUUID()).toArray(UUID[]::new))
                .addArrayOfString(Columns.texts(refused, one -> one.event().order().id()))
                .addArrayOfString(Columns.texts(refused, one -> one.event().source()))
                .addArrayOfString(Columns.texts(refused, one -> one.event().id()))
                .addArrayOfString(Columns.texts(refused, one -> one.event().type().type()))
                .addArrayOfString(Columns.texts(refused, one -> one.refusal().reason().slug()))
                .addArrayOfString(Columns.texts(refused, one -> one.refusal().detail()))
                .addArrayOfString(Columns.texts(refused, one -> one.event().data()))
                .addOffsetDateTime(recordedAt);
        return connection.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }
}
