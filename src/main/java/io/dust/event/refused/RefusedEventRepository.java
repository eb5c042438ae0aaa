package io.dust.event.refused;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.Group;
import io.dust.event.refused.RefusedEvent.RefusedEventView;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
@WithSession
class RefusedEventRepository implements PanacheRepositoryBase<RefusedEvent, UUID> {

    /** The refused events of a group's customers before one of them, newest first. */
    Uni<List<RefusedEventView>> newest(Group group, Instant recordedBefore, UUID idBefore, int limit) {
        return group.read(() -> find("(recordedAt, id) < (?1, ?2) order by recordedAt desc, id desc", recordedBefore, idBefore)
                .range(0, limit - 1).list()
                .map(events -> events.stream().map(RefusedEvent::view).toList()));
    }
}
