package io.dust.event.refused;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.event.refused.RefusedEvent.RefusedEventView;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Roles;
import io.dust.http.input.Instants;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Staff read the events that contradicted what was known. */
@Path("/admin/dust/events/refused")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class RefusedEventResource {

    private static final Key FIRST_PAGE = new Key(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private final RefusedEvents events;

    RefusedEventResource(RefusedEvents events) {
        this.events = events;
    }

    @GET
    @Operation(operationId = "listRefusedEvents", summary = "Events that contradicted what was known, newest first")
    public Uni<RestResponse<RefusedEventsView>> list(@BeanParam PageParameters parameters, @Context HttpServerRequest request) {
        Page page = parameters.page(request);
        Key before = page.lastKey().map(Key::parse).orElse(FIRST_PAGE);
        return events.newest(before.recordedAt, before.id, page.limitAndOne())
                .map(read -> RefusedEventsView.of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    /** The key of an entry, which the cursor carries. */
    private record Key(Instant recordedAt, UUID id) {

        static Key parse(String key) {
            String[] parts = key.split(" ", 2);
            try {
                return new Key(Instants.parse(parts[0]).orElseThrow(Page::notOfThisList),
                        UUID.fromString(parts[parts.length - 1]));
            } catch (IllegalArgumentException e) {
                throw Page.notOfThisList();
            }
        }

        static String of(RefusedEventView event) {
            return event.recordedAt() + " " + event.id();
        }
    }

    record RefusedEventsView(List<RefusedEventView> events, @Nullable String nextCursor) {

        static RefusedEventsView of(List<RefusedEventView> read, Page page) {
            return new RefusedEventsView(page.cut(read), page.nextCursor(read, Key::of));
        }
    }
}
