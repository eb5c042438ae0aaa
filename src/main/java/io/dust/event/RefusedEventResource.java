package io.dust.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Parameters;
import io.dust.http.Roles;
import io.dust.ledger.DatabaseCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import com.fasterxml.jackson.annotation.JsonRawValue;

/** Events that contradicted what was known, for staff to look at. */
@Path("/admin/dust/events/refused")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class RefusedEventResource {

    /** Of all customers: a list for people, not on anybody's way. */
    private static final String SELECT_ACROSS_CUSTOMERS = """
            select customer_id, id, order_id, source, event_id, type, reason, detail, data::text as data, recorded_at
            from dust_event_refused where (recorded_at, id) < ($1, $2) order by recorded_at desc, id desc limit $3""";

    private static final UUID LAST_ID = new UUID(-1, -1);
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final Pool pool;
    private final DatabaseCalls database;

    RefusedEventResource(Pool pool, DatabaseCalls database) {
        this.pool = pool;
        this.database = database;
    }

    @GET
    @Operation(operationId = "listRefusedEvents", summary = "Events that contradicted what was known, newest first")
    public Uni<RestResponse<RefusedEventsView>> list(@BeanParam PageParameters parameters, UriInfo uri) {
        Page page = parameters.page(uri);
        Key before = page.lastKey().map(Key::parse).orElse(new Key(LAST_TIME, LAST_ID));
        Tuple values = Tuple.of(before.recordedAt().atOffset(ZoneOffset.UTC), before.id(), page.limitAndOne());
        return database.call("refused_events", () -> pool.preparedQuery(SELECT_ACROSS_CUSTOMERS).execute(values))
                .map(rows -> RefusedEventsView.of(rows.stream().map(RefusedEventView::of).toList(), page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    /** Where a page ends. */
    private record Key(Instant recordedAt, UUID id) {

        static Key parse(String key) {
            String[] parts = key.split(" ", 2);
            try {
                return new Key(Parameters.instant("cursor", parts[0]), UUID.fromString(parts[parts.length - 1]));
            } catch (IllegalArgumentException e) {
                throw Page.notOfThisList();
            }
        }
    }

    /** One of them. */
    record RefusedEventView(UUID id, String customerId, String orderId, String source, String eventId, String type,
            String reason, String detail, @Schema(type = SchemaType.OBJECT) @JsonRawValue String data, Instant recordedAt) {

        static RefusedEventView of(Row row) {
            return new RefusedEventView(row.getUUID("id"), row.getString("customer_id"), row.getString("order_id"),
                    row.getString("source"), row.getString("event_id"), row.getString("type"), row.getString("reason"),
                    row.getString("detail"), row.getString("data"), row.getOffsetDateTime("recorded_at").toInstant());
        }

        String key() {
            return recordedAt + " " + id;
        }
    }

    /** A page of them. */
    record RefusedEventsView(List<RefusedEventView> events, @Nullable String nextCursor) {

        static RefusedEventsView of(List<RefusedEventView> read, Page page) {
            return new RefusedEventsView(page.cut(read), page.nextCursor(read, RefusedEventView::key));
        }
    }
}
